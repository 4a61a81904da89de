import { expect, test } from 'vitest';
import { firstDayOf } from '#client/money/performance/performance.rules.ts';

test('how far all of a ledger goes back, no calendar tells', () => {
  expect(firstDayOf('all', '2026-11-29')).toBeUndefined();
});

test.each([
  ['1m', '2026-11-29', '2026-10-30'],
  ['1m', '2026-03-31', '2026-03-01'],
  ['3m', '2026-01-15', '2025-10-16'],
  ['1y', '2024-02-29', '2023-03-01'],
  ['5y', '2026-11-29', '2021-11-30'],
  ['ytd', '2026-11-29', '2026-01-01'],
] as const)('a range of %s that ends on %s begins on %s', (range, today, first) => {
  expect(firstDayOf(range, today)).toBe(first);
});
