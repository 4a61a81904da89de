import { expect, test } from 'vitest';
import { isFound, pairsFor, ratedCurrency } from '#client/money/transactions/known-rate.rules.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

const acme = '019a1b2c-0000-7000-8000-000000000002';
const dollars = { baseCurrency: 'USD' } as const;
const instruments = [{ id: acme, currency: 'EUR' }] as const;
const day = { tradeDate: '2026-11-29' };
const rated = (input: object) =>
  ratedCurrency({ ...day, ...input } as TransactionInput, dollars, instruments);

test('what is in the base currency, is given its rate, or moves no money needs no rate', () => {
  const needless = [
    { type: 'deposit', currency: 'USD', amount: '5' },
    { type: 'deposit', currency: 'EUR', amount: '5', fxRate: '1.1' },
    { type: 'fx', currency: 'EUR', amount: '5', counterCurrency: 'USD', counterAmount: '6' },
    { type: 'split', instrumentId: acme, numerator: 2, denominator: 1 },
  ];
  expect(needless.map(rated)).toEqual([null, null, null, null]);
});

test('a foreign amount, a foreign share and an exchange of two foreign currencies need a rate', () => {
  const needy = [
    { type: 'deposit', currency: 'KZT', amount: '5' },
    { type: 'buy', instrumentId: acme, quantity: '1', price: '1' },
    { type: 'fx', currency: 'GBP', amount: '5', counterCurrency: 'EUR', counterAmount: '6' },
  ];
  expect(needy.map(rated)).toEqual(['KZT', 'EUR', 'GBP']);
});

test('half of a way round makes no rate, and two halves of different ways do not either', () => {
  expect(pairsFor('KZT', 'USD')).toEqual([
    { base: 'KZT', quote: 'USD' },
    { base: 'KZT', quote: 'EUR' },
    { base: 'EUR', quote: 'USD' },
    { base: 'KZT', quote: 'RUB' },
    { base: 'RUB', quote: 'USD' },
  ]);
  expect(isFound([false, true, false, false, true])).toBe(false);
  expect(isFound([false, false, true, true, false])).toBe(false);
});

test('the pair itself, or both pairs of one way round, make a rate', () => {
  expect(isFound([true, false, false, false, false])).toBe(true);
  expect(isFound([false, false, false, true, true])).toBe(true);
});
