import { expect, test } from 'vitest';
import { behindIn, shortList } from '#client/desk/dashboard/behind.rules.ts';
import type { Positions } from '#shared/money/positions.ts';

const item = (symbol: string, price: string | null, isStale = false) =>
  ({ instrumentId: `id-${symbol}`, symbol, quantity: '1', price, provenance: { isStale } }) as never;
const balance = (currency: string, asOf: string | null) =>
  ({ currency, provenance: asOf && { source: 'manual', asOf } }) as never;
const held = (items: never[], cash: never[] = []) =>
  ({ date: '2026-11-29', items, cash, settlement: [] }) as unknown as Positions;
const behind = (positions: Positions) => behindIn({ id: 'p' }, positions);

test('what is fresh is not told of, a rate of just a week ago neither', () => {
  const cash = [balance('EUR', '2026-11-22'), balance('USD', null)];
  expect(behind(held([item('ACME', '1')], cash))).toEqual([]);
});

test('one instrument without a price is led to where its price is put, several to their table', () => {
  expect(behind(held([item('ACME', null, true)]))).toEqual([
    { kind: 'unpriced', names: ['ACME'], to: '/portfolios/p/instruments/id-ACME#price' },
  ]);
  expect(behind(held([item('ACME', '1', true), item('SBER', '1', true)]))).toEqual([
    { kind: 'stalePrice', names: ['ACME', 'SBER'], to: '/portfolios/p' },
  ]);
});

test('a balance whose rate is more than a week old is led to the rates of its currency', () => {
  expect(behind(held([], [balance('EUR', '2026-11-21')]))).toEqual([
    { kind: 'staleRate', names: ['EUR'], to: '/portfolios/p?rate=EUR#rate-EUR' },
  ]);
});

test('many names are told by the first three and the number of the rest', () => {
  expect([shortList(['A', 'B', 'C']), shortList(['A', 'B', 'C', 'D', 'E'])]).toEqual([
    'A, B, C',
    'A, B, C +2',
  ]);
});
