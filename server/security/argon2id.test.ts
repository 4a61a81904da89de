import { argon2Sync } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasArgon2 } from '#server/security/argon2id-hasher.ts';
import type { Hasher } from '#server/security/hashers.ts';
import { createPasswords, soleClaimant, type Passwords } from '#server/security/passwords.ts';

/** Little memory: what is tested here is what counts as the same password. */
const small = { memory: 64, passes: 2, cost: 4, threads: 1 };
let argon2id: Passwords;
let bcrypt: Passwords;
beforeAll(() => {
  argon2id = createPasswords({ ...small, hasher: 'argon2id' });
  bcrypt = createPasswords({ ...small, hasher: 'bcrypt' });
});
afterAll(() => Promise.all([argon2id.close(), bcrypt.close()]));

async function hash(password: string, by = argon2id): Promise<string> {
  const slot = by.acquire(soleClaimant);
  return slot.hash(password).finally(() => slot.release());
}
interface Check {
  readonly by?: Passwords;
  readonly hasherOfNobody?: Hasher;
}
async function verify(
  password: string,
  stored: string | undefined,
  { by = argon2id, hasherOfNobody }: Check = {},
) {
  const slot = by.acquire(soleClaimant);
  return slot.verify(password, stored, hasherOfNobody).finally(() => slot.release());
}

test('an argon2id hash is kept in the PHC format, with a salt of its own', async () => {
  const [one, two] = await Promise.all([hash('the same'), hash('the same')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=64,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(one).not.toBe(two);
});

test('argon2id reads 19 MiB twice unless told otherwise', async () => {
  const usual = createPasswords({ hasher: 'argon2id', threads: 1 });
  const stored = await hash('a password', usual);
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verify('a password', stored, { by: usual })).toBe(true);
  await usual.close();
});

/** What another program stores for a password. */
function storedElsewhere(password: string, { memory = 64, passes = 2, parallelism = 1 } = {}): string {
  const nonce = Buffer.alloc(16, 'salt');
  const parameters = { message: password, nonce, tagLength: 32, memory, passes, parallelism };
  const texts = [nonce, argon2Sync('argon2id', parameters)].map((bytes) =>
    bytes.toString('base64').replace(/=+$/, ''),
  );
  return ['', 'argon2id', 'v=19', `m=${memory},t=${passes},p=${parallelism}`, ...texts].join('$');
}

test('an argon2id hash is of the password itself, in composed letters', async () => {
  const stored = storedElsewhere('мой пароль ё'.normalize('NFC'));
  expect(await verify('мой пароль ё'.normalize('NFD'), stored)).toBe(true);
  const own = await hash('мой пароль ё'.normalize('NFD'));
  expect(await verify('мой пароль ё'.normalize('NFC'), own)).toBe(true);
});

test.each([
  ['the last of 256 letters', `${'x'.repeat(255)}y`, 'x'.repeat(256)],
  ['case', 'A password', 'a password'],
  ['what follows a NUL', 'a pass\0word', 'a pass\0work'],
  ['a space at the end', 'a password', 'a password '],
])('with argon2id a password differs from another by %s', async (_case, set, presented) => {
  const stored = await hash(set);
  expect(await verify(set, stored)).toBe(true);
  expect(await verify(presented, stored)).toBe(false);
});

test.each(['bcrypt', 'argon2id'] as const)(
  'where %s is set, hashes of both hashers are checked and the other is outdated',
  async (hasher) => {
    const by = hasher === 'bcrypt' ? bcrypt : argon2id;
    const hashes = { bcrypt: await hash('a password', bcrypt), argon2id: await hash('a password') };
    for (const [name, stored] of Object.entries(hashes)) {
      expect(await verify('a password', stored, { by })).toBe(true);
      expect(await verify('a passwork', stored, { by })).toBe(false);
      expect(by.isOutdated(stored)).toBe(name !== hasher);
    }
    expect(await verify('a password', hashSync('a password', 4), { by })).toBe(true);
  },
);

test('an argon2id hash of other memory or passes is checked, and outdated', async () => {
  for (const other of [
    { memory: 128, passes: 1 },
    { memory: 8, passes: 8 },
  ]) {
    const former = createPasswords({ ...small, ...other, hasher: 'argon2id' });
    const stored = await hash('a password', former);
    await former.close();
    expect(await verify('a password', stored)).toBe(true);
    expect(argon2id.isOutdated(stored)).toBe(true);
  }
});

test.each([
  ['more memory than our own', storedElsewhere('a password', { memory: 19_457 })],
  ['too many passes', storedElsewhere('a password', { passes: 9 })],
  ['two lanes', storedElsewhere('a password', { parallelism: 2 })],
  ['too little memory', storedElsewhere('a password').replace('m=64', 'm=7')],
  ['no pass', storedElsewhere('a password').replace('t=2', 't=0')],
  ['its parameters in another order', storedElsewhere('a password').replace('m=64,t=2', 't=2,m=64')],
])('an argon2id string with %s is nobody’s password, and no error', async (_case, stored) => {
  expect(await verify('a password', stored)).toBe(false);
});

test('a broken argon2id string is nobody’s password, and no error', async () => {
  const stored = await hash('a password');
  for (const broken of [
    stored.slice(0, -1),
    `${stored}A`,
    stored.replace('argon2id', 'argon2i'),
    stored.replace('v=19', 'v=16'),
    stored.replace(/\$[^$]+$/, ''),
  ])
    expect(await verify('a password', broken)).toBe(false);
});

test('a Node without argon2 is recognised', () => {
  expect(hasArgon2()).toBe(true);
  expect(hasArgon2({})).toBe(false);
});

describe('the time of a check of two hashers', () => {
  let slow: Passwords;
  const ofHasher: Record<string, string> = {};
  beforeAll(async () => {
    // bcrypt of cost 8 takes about half as long as 19 MiB: a mistaken one for the other shows.
    slow = createPasswords({ cost: 8, threads: 1, hasher: 'argon2id' });
    ofHasher['argon2id'] = await hash('a password', slow);
    const other = createPasswords({ cost: 8, threads: 1 });
    ofHasher['bcrypt'] = await hash('a password', other);
    await other.close();
  });
  afterAll(() => slow.close());

  /** Processor time of all threads, so that a busy neighbour changes nothing. */
  async function workOf(stored: string | undefined, hasherOfNobody?: Hasher): Promise<number> {
    const before = process.cpuUsage();
    expect(
      await verify('wrong password', stored, { by: slow, ...(hasherOfNobody && { hasherOfNobody }) }),
    ).toBe(false);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }

  const tail = `${'A'.repeat(22)}$${'A'.repeat(43)}`;
  test.each<[string, 'bcrypt' | 'argon2id', string | undefined]>([
    ['an unknown user', 'argon2id', undefined],
    ['an unknown user', 'bcrypt', undefined],
    ['a locked account', 'argon2id', '!'],
    ['a locked account', 'bcrypt', '!'],
    ['half the memory', 'argon2id', `$argon2id$v=19$m=9728,t=2,p=1$${tail}`],
    ['half the passes', 'argon2id', `$argon2id$v=19$m=19456,t=1,p=1$${tail}`],
    ['a little memory and many passes', 'argon2id', `$argon2id$v=19$m=64,t=8,p=1$${tail}`],
    ['too much memory', 'argon2id', `$argon2id$v=19$m=65536,t=3,p=1$${tail}`],
    ['a lower cost', 'bcrypt', `$2b$05$${'.'.repeat(53)}`],
  ])(
    'a check takes as long for %s as for a wrong password of %s',
    { timeout: 30_000 },
    async (_case, hasher, stored) => {
      const ratios: number[] = [];
      for (let round = 0; round < 9; round += 1) {
        const known = await workOf(ofHasher[hasher]);
        ratios.push((await workOf(stored, hasher)) / known);
      }
      const ratio = ratios.toSorted((a, b) => a - b)[4];
      expect(ratio).toBeGreaterThan(0.8);
      expect(ratio).toBeLessThan(1.25);
    },
  );
});
