import { expect, test } from 'vitest';
import { linePath, nearestTo, shapeOf } from '#client/money/charts/pixels.ts';
import { priced, units } from '#shared/money/decimal.ts';

const pointsOf = (...values: readonly string[]) =>
  values.map((value, index) => ({ date: `2026-11-${String(10 + index)}`, value: priced(units(value)) }));

test('the highest point lies above the lowest, the first day to the left of the last', () => {
  const { places } = shapeOf(pointsOf('100', '300', '200'));
  expect(places.map(({ left }) => left)).toEqual([0, 50, 100]);
  const [low = 0, high = 0, middle = 0] = places.map(({ top }) => top);
  expect(high).toBeLessThan(middle);
  expect(middle).toBeLessThan(low);
  expect([high, low].every((top) => top > 0 && top < 100)).toBe(true);
});

test('a day takes as much room as it lasts, where others are left out', () => {
  const [first, second] = pointsOf('1', '2');
  const last = { date: '2026-11-20', value: priced(units('3')) };
  const { places } = shapeOf([first, second, last].filter((point) => point !== undefined));
  expect(places.map(({ left }) => left)).toEqual([0, 10, 100]);
});

test.each([
  [['0'], 1],
  [['-5', '-5'], 1],
  [['0.00000001', '0.00000002'], 3],
  [['999999999999999999', '1'], 3],
  [['1284000', '1284500'], 3],
])('the grid of %j has round figures within the plot', (values, least) => {
  const { grid, places } = shapeOf(pointsOf(...values));
  expect(grid.length).toBeGreaterThanOrEqual(least);
  expect(grid.length).toBeLessThanOrEqual(6);
  expect(new Set(grid.map(({ decimal }) => decimal)).size).toBe(grid.length);
  expect([...grid, ...places].every(({ top }) => top >= 0 && top <= 100)).toBe(true);
});

test('the point that is read is the nearest one', () => {
  const { places } = shapeOf(pointsOf('1', '2', '3', '4', '5'));
  expect([0, 0.12, 0.13, 0.6, 0.9, 1].map((part) => nearestTo(places, part))).toEqual([0, 0, 1, 2, 4, 4]);
  expect(nearestTo([], 0.5)).toBe(0);
});

test('one day alone is a line across the plot', () => {
  expect(linePath(shapeOf(pointsOf('7')).places)).toBe('M0 50H100');
});
