import { expect, test } from 'vitest';
import { isTodayUnknown } from '#client/money/portfolios/portfolios.rules.ts';

test.each([
  ['nothing moved since the last prices, of another day', '0', '2026-11-27', true],
  ['nothing moved, and the prices are of today', '0', '2026-11-29', false],
  ['there is only money, which nothing moves', '0', null, false],
  ['something moved', '-12.5', '2026-11-27', false],
])('whether today is unknown when %s', (_when, total, asOf, isUnknown) => {
  expect(isTodayUnknown({ total, asOf }, '2026-11-29')).toBe(isUnknown);
});
