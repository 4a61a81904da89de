import { expect, test } from 'vitest';
import { inParts } from '#server/money/transactions/kept-lots.rules.ts';

test('lots are written in parts: no lot is left out, and none is there without lots', () => {
  const lots = Array.from({ length: 9001 }, (_, n) => n);
  expect(inParts(lots).map((part) => part.length)).toEqual([4000, 4000, 1001]);
  expect(inParts(lots).flat()).toEqual(lots);
  expect(inParts([])).toEqual([]);
});
