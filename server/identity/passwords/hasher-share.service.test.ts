import { expect, test } from 'vitest';
import { createHasherShare } from '#server/identity/passwords/hasher-share.service.ts';
import type { Hasher } from '#server/security/hashers.ts';
import { deriveKeys } from '#server/security/keys.ts';
import { createLots } from '#server/security/lots.ts';

const names = Array.from({ length: 4000 }, (_, n) => `nobody-${n}@example.com`);
const { lots } = deriveKeys({ current: 'tests-sign-with-this-0123456789-abcdefgh', previous: [] });

/** A share over accounts that the test changes. */
function shareOf(
  counts: { bcrypt: number; argon2id: number },
  { hasher = 'bcrypt', hasArgon2 = true }: { hasher?: Hasher; hasArgon2?: boolean } = {},
) {
  return createHasherShare({
    passwordHashes: { countByHasher: () => Promise.resolve({ ...counts }) },
    lotOf: createLots(lots),
    hasher,
    hasArgon2,
  });
}

const drawn = ({ hasherOfNobody }: ReturnType<typeof shareOf>) => names.map(hasherOfNobody);
const partOf = (share: ReturnType<typeof shareOf>) =>
  drawn(share).filter((hasher) => hasher === 'argon2id').length / names.length;

test.each([
  [7, 0, 0],
  [3, 1, 0.25],
  [4, 4, 0.5],
  [1, 3, 0.75],
  [0, 7, 1],
])(
  'with %d accounts of bcrypt and %d of argon2id, a part of %d of unknown names draws argon2id',
  async (bcrypt, argon2id, part) => {
    const share = shareOf({ bcrypt, argon2id });
    await share.refresh();
    expect(Math.abs(partOf(share) - part)).toBeLessThan(part === 0 || part === 1 ? 1e-9 : 0.03);
  },
);

test('an unknown name keeps its hasher while the share stays the same', async () => {
  const share = shareOf({ bcrypt: 5, argon2id: 5 });
  await share.refresh();
  const before = drawn(share);
  await share.refresh();
  expect(drawn(share)).toEqual(before);
});

test('while accounts move to argon2id no unknown name moves back', async () => {
  const counts = { bcrypt: 8, argon2id: 2 };
  const share = shareOf(counts);
  await share.refresh();
  const before = drawn(share);
  Object.assign(counts, { bcrypt: 5, argon2id: 5 });
  await share.refresh();
  const after = drawn(share);
  expect(after).not.toEqual(before);
  expect(names.filter((_, n) => before[n] === 'argon2id' && after[n] !== 'argon2id')).toEqual([]);
});

test.each(['bcrypt', 'argon2id'] as const)(
  'without accounts every unknown name draws the hasher that is set: %s',
  async (hasher) => {
    const share = shareOf({ bcrypt: 0, argon2id: 0 }, { hasher });
    expect(new Set(drawn(share))).toEqual(new Set([hasher]));
    await share.refresh();
    expect(new Set(drawn(share))).toEqual(new Set([hasher]));
  },
);

test('a Node without argon2 draws bcrypt alone, and says that it cannot check some accounts', async () => {
  const share = shareOf({ bcrypt: 1, argon2id: 3 }, { hasArgon2: false });
  expect(await share.refresh()).toBe(false);
  expect(new Set(drawn(share))).toEqual(new Set(['bcrypt']));
  expect(await shareOf({ bcrypt: 1, argon2id: 3 }).refresh()).toBe(true);
  expect(await shareOf({ bcrypt: 1, argon2id: 0 }, { hasArgon2: false }).refresh()).toBe(true);
});
