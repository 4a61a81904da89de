import { expect, test } from 'vitest';
import { rangeNamed, ranges } from '#client/desk/dashboard/range.rules.ts';
import { ranges as ofPerformance } from '#client/money/performance/performance.rules.ts';

test('an address that names no range shows a year', () => {
  expect([null, '', '2y', 'ytd'].map(rangeNamed)).toEqual(['1y', '1y', '1y', '1y']);
});

test('an address that was kept names its range in large letters too', () => {
  expect(['1m', '1M', '5Y', 'all'].map(rangeNamed)).toEqual(['1m', '1m', '5y', 'all']);
});

test('a range of net worth is one of performance, so both begin it on one day', () => {
  expect(ofPerformance).toEqual(expect.arrayContaining([...ranges]));
});
