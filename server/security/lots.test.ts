import { expect, test } from 'vitest';
import { deriveKeys } from '#server/security/keys.ts';
import { createLots } from '#server/security/lots.ts';

const lotsOf = (current: string) => createLots(deriveKeys({ current, previous: [] }).lots);
const lotOf = lotsOf('tests-sign-with-this-0123456789-abcdefgh');
const names = Array.from({ length: 10_000 }, (_, n) => `nobody-${n}@example.com`);

test('a lot is always the same for one name and one key, and another for another key', () => {
  const [name = ''] = names;
  expect(lotOf(name)).toBe(lotOf(name));
  expect(lotsOf('another-secret-of-the-tests-0123456789')(name)).not.toBe(lotOf(name));
});

test.each([0, 0.1, 0.5, 0.9, 1])('a part of %d of all lots lies below that number', (part) => {
  const below = names.filter((name) => lotOf(name) < part).length / names.length;
  expect(Math.abs(below - part)).toBeLessThan(0.02);
  expect(names.every((name) => lotOf(name) >= 0 && lotOf(name) < 1)).toBe(true);
});
