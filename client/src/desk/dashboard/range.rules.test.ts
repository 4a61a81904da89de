import { expect, test } from 'vitest';
import { beginOf, rangeNamed } from '#client/desk/dashboard/range.rules.ts';

test('an address that names no range shows a year', () => {
  expect([null, '', '2Y', 'ALL'].map(rangeNamed)).toEqual(['1Y', '1Y', '1Y', '1Y']);
  expect(['1M', '5Y', 'all'].map(rangeNamed)).toEqual(['1M', '5Y', 'all']);
});

test('a range begins on the same day of an earlier month, or on its last', () => {
  expect(beginOf('1M', '2026-11-29')).toBe('2026-10-29');
  expect(beginOf('1M', '2026-03-31')).toBe('2026-02-28');
  expect(beginOf('3M', '2026-01-15')).toBe('2025-10-15');
  expect(beginOf('1Y', '2024-02-29')).toBe('2023-02-28');
  expect(beginOf('5Y', '2026-11-29')).toBe('2021-11-29');
});
