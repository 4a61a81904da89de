import { expect, test } from 'vitest';
import { readLine } from '#client/money/transactions/line.rules.ts';

const english = { today: '2026-11-29', signs: { group: ',', decimal: '.' } };
const russian = { today: '2026-11-29', signs: { group: '\u00a0', decimal: ',' } };

test('a line without a word for what was done is not understood', () => {
  expect(readLine('10 SBER 285.4', english)).toBeNull();
  expect(readLine('   ', english)).toBeNull();
});

test('a purchase in one line fills quantity, instrument, price and day', () => {
  expect(readLine('buy 10 SBER 285.4 yesterday', english)).toEqual({
    values: { type: 'buy', quantity: '10', price: '285.4', tradeDate: '2026-11-28' },
    symbol: 'SBER',
    unknown: [],
  });
});

test('the same in Russian says the same', () => {
  expect(readLine('купить 10 SBER по 285,4 вчера', russian)).toEqual({
    values: { type: 'buy', quantity: '10', price: '285,4', tradeDate: '2026-11-28' },
    symbol: 'SBER',
    unknown: [],
  });
});

test.each([
  [
    'sold 3 shares of ACME at 120.5 fee 1.2 on 2026-11-03',
    'sell',
    { quantity: '3', price: '120.5', fee: '1.2', tradeDate: '2026-11-03' },
    'ACME',
  ],
  ['SBER buy 5 @ 290', 'buy', { quantity: '5', price: '290' }, 'SBER'],
  [
    'продал 7 GAZP по 130,5 комиссия 0,3 12.11',
    'sell',
    { quantity: '7', price: '130,5', fee: '0,3', tradeDate: '2026-11-12' },
    'GAZP',
  ],
  ['внести 50000 RUB', 'deposit', { amount: '50000', currency: 'RUB' }, null],
  ['dividend 120.4 ACME tax 15', 'dividend', { amount: '120.4', tax: '15' }, 'ACME'],
  ['вывести 1500 01.02.2026', 'withdrawal', { amount: '1500', tradeDate: '2026-02-01' }, null],
] as const)('"%s" is understood', (line, type, values, symbol) => {
  const signs = /[а-я]/.test(line) ? russian : english;
  expect(readLine(line, signs)).toEqual({ values: { type, ...values }, symbol, unknown: [] });
});

test('what cannot be placed is named, and nothing is made of it', () => {
  expect(readLine('buy 10 SBER 285.4 300 please', english)).toMatchObject({
    values: { quantity: '10', price: '285.4' },
    unknown: ['300', 'please'],
  });
});
