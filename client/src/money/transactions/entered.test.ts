import { expect, test } from 'vitest';
import {
  currencyFor,
  emptyValues,
  enteredAs,
  inputOf,
  valuesOf,
} from '#client/money/transactions/entered.ts';
import { asked } from '#client/money/transactions/fields.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import { transactionInput } from '#shared/money/transactions.ts';

const russian = { group: '\u00a0', decimal: ',' };
const id = '019a1b2c-0000-7000-8000-000000000002';

test('a form asks for no field that its type does not have', () => {
  for (const { shape } of transactionInput.options) {
    const types = 'options' in shape.type ? shape.type.options : [...shape.type.values];
    for (const type of types)
      expect(Object.keys(shape), `type: ${type}`).toEqual(
        expect.arrayContaining([...asked[type].main, ...asked[type].more]),
      );
  }
});

test('a form asks for every field that its type must have', () => {
  for (const option of transactionInput.options) {
    const { shape } = option;
    const types = 'options' in shape.type ? shape.type.options : [...shape.type.values];
    const must = Object.entries(shape).filter(([, field]) => !field.safeParse(undefined).success);
    for (const type of types)
      expect(['type', 'tradeDate', ...asked[type].main], `type: ${type}`).toEqual(
        expect.arrayContaining(must.map(([name]) => name)),
      );
  }
});

test('what is typed with a comma is sent with a point, and what was left empty is not sent', () => {
  const values = {
    type: 'buy',
    tradeDate: '2026-11-03',
    instrumentId: id,
    quantity: '1 000',
    price: '285,4',
  };
  expect(inputOf(emptyValues(values as never), russian)).toEqual({
    ...values,
    quantity: '1000',
    price: '285.4',
  });
});

test('fields of another type stay behind', () => {
  const values = emptyValues({
    type: 'deposit',
    tradeDate: '2026-11-03',
    amount: '5',
    currency: 'USD',
    price: '7',
  });
  expect(inputOf(values, russian)).toEqual({
    type: 'deposit',
    tradeDate: '2026-11-03',
    amount: '5',
    currency: 'USD',
  });
});

test('a recorded transaction is entered again as it was, its named lots too', () => {
  const sale = { type: 'sell', tradeDate: '2026-11-03', instrumentId: id, quantity: '1', price: '101.13' };
  const rest = {
    amount: null,
    fee: '0.35',
    tax: null,
    fxRate: null,
    note: null,
    symbol: 'ACME',
    currency: 'USD',
  };
  const lots = [{ lot: id, quantity: '1' }];
  const recorded = { ...sale, ...rest, lots } as unknown as Transaction;
  expect(enteredAs(recorded)).toEqual({ ...sale, fee: '0.35', lots });
  expect(valuesOf(recorded, russian)).toMatchObject({ price: '101,13', fee: '0,35', amount: '' });
});

test.each([
  ['interest', 'buy', 'RUB'],
  ['deposit', 'deposit', 'USD'],
  ['withdrawal', 'deposit', 'RUB'],
  ['deposit', null, 'RUB'],
  ['dividend', 'dividend', ''],
] as const)(
  'a %s after a %s begins in "%s": the last currency of its kind, else that of the account',
  (type, lastType, begins) => {
    const last = lastType && ({ type: lastType, currency: 'USD' } as Transaction);
    expect(currencyFor(type, 'RUB', last)).toBe(begins);
  },
);
