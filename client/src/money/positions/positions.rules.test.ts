import { expect, test } from 'vitest';
import { found, nextOrder, orderIn, sorted, type Position } from '#client/money/positions/positions.rules.ts';

const position = (symbol: string, valueBase: string, gain: string, weight: string | null = null) =>
  ({ symbol, valueBase, gain: { total: gain }, weight }) as unknown as Position;
const items = [
  position('B', '9', '-1', '0.1'),
  position('A', '10', '0.5', null),
  position('C', '-2.5', '-10', '0.9'),
];
const order = (query: string) =>
  sorted(items, orderIn(new URLSearchParams(query))).map(({ symbol }) => symbol);

test('an order that nobody offers counts as not said', () => {
  expect(orderIn(new URLSearchParams('sort=-password'))).toEqual({ by: 'symbol', isDescending: false });
  expect(nextOrder('price', { by: 'symbol', isDescending: false })).toBeUndefined();
});

test('figures are sorted as numbers, not as texts', () => {
  expect(order('sort=-valueBase')).toEqual(['A', 'B', 'C']);
  expect(order('sort=gain')).toEqual(['C', 'B', 'A']);
  expect(order('sort=-weight')).toEqual(['C', 'B', 'A']);
});

test('without an order positions stand by symbol', () => {
  expect(order('')).toEqual(['A', 'B', 'C']);
});

test('a search finds symbols by any part, in letters of any size', () => {
  const named = [position('DEMO-ETH', '1', '1'), position('СБЕР', '1', '1')];

  expect(found(named, 'eth')).toEqual([named[0]]);
  expect(found(named, 'бер')).toEqual([named[1]]);
  expect(found(named, '')).toEqual(named);
  expect(found(named, 'x')).toEqual([]);
});

test('a head that is pressed again turns its order round', () => {
  expect(nextOrder('gain', { by: 'symbol', isDescending: false })).toBe('-gain');
  expect(nextOrder('gain', { by: 'gain', isDescending: true })).toBe('gain');
  expect(nextOrder('symbol', { by: 'symbol', isDescending: false })).toBe('-symbol');
});
