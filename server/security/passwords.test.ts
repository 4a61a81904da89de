import { hashSync } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPasswords, soleClaimant, type Passwords } from '#server/security/passwords.ts';

let passwords: Passwords;
beforeAll(() => {
  passwords = createPasswords({ cost: 4, threads: 1 });
});
afterAll(() => passwords.close());

/** Hashes as a caller with a slot does. */
async function hash(password: string, by = passwords): Promise<string> {
  const slot = by.acquire(soleClaimant);
  return slot.hash(password).finally(() => slot.release());
}
async function verify(password: string, stored: string | undefined, by = passwords): Promise<boolean> {
  const slot = by.acquire(soleClaimant);
  return slot.verify(password, stored).finally(() => slot.release());
}

async function isSame(set: string, presented: string): Promise<boolean> {
  return verify(presented, await hash(set));
}

test('a password differs from another in the last of 64 Russian letters, which bcrypt alone would not read', async () => {
  const passphrase = 'съешьжеещёэтихмягкихфранцузскихбулокдавыпейчаюсъешьжеещёэтихмягк';
  expect(passphrase).toHaveLength(64);
  expect(await isSame(passphrase, `${passphrase.slice(0, -1)}г`)).toBe(false);
  expect(await isSame(passphrase, passphrase)).toBe(true);
});

test('a password differs from another in the last of 256 letters', async () => {
  const longest = 'x'.repeat(256);
  expect(await isSame(longest, `${longest.slice(0, -1)}y`)).toBe(false);
  expect(await isSame(longest, longest)).toBe(true);
});

test.each([
  ['case', 'A password', 'a password'],
  ['a space at the end', 'a password', 'a password '],
  ['what follows a NUL', 'a pass\0word', 'a pass\0work'],
  ['compatibility forms', 'ﬁnancial', 'financial'],
])('a password differs from another by %s', async (_case, set, presented) => {
  expect(await isSame(set, presented)).toBe(false);
});

test('a password is the same in composed and decomposed letters', async () => {
  expect(await isSame('мой пароль ё'.normalize('NFC'), 'мой пароль ё'.normalize('NFD'))).toBe(true);
  expect(await isSame('пароль й'.normalize('NFD'), 'пароль й'.normalize('NFC'))).toBe(true);
});

test('a password is kept in a versioned string with a salt of its own', async () => {
  const [one, two] = await Promise.all([hash('the same'), hash('the same')]);
  expect(one).toMatch(/^qp1\$2b\$04\$[./A-Za-z0-9]{53}$/);
  expect(one).not.toBe(two);
});

test('a password that another program hashed with plain bcrypt is accepted', async () => {
  const stored = hashSync('a password', 4);
  expect(stored).toMatch(/^\$2b\$/);
  expect(await verify('a password', stored)).toBe(true);
  expect(await verify('a passwork', stored)).toBe(false);
});

test('a password is to be hashed anew when the scheme or the cost has moved on', async () => {
  const current = await hash('a password');
  expect(passwords.isOutdated(current)).toBe(false);
  for (const old of [hashSync('a password', 4), current.replace('$04$', '$05$'), 'qp0', ''])
    expect(passwords.isOutdated(old)).toBe(true);
});

test('a missing hash, a broken hash and a too long password never match', async () => {
  const stored = await hash('a password');
  expect(await verify('', undefined)).toBe(false);
  expect(await verify('a password', undefined)).toBe(false);
  expect(await verify('x'.repeat(257), stored)).toBe(false);
  for (const broken of ['', '!', 'qp1', 'a password', stored.slice(0, -1)])
    expect(await verify('a password', broken)).toBe(false);
});

test('a full hash queue refuses the next caller for now, and serves those who wait', async () => {
  const small = createPasswords({ cost: 4, threads: 1 });
  const outcomes = await Promise.allSettled(Array.from({ length: 56 }, () => hash('a password', small)));
  await small.close();
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(24);
  for (const { reason } of refused)
    expect(reason).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      status: 503,
      params: { retryAfterSeconds: 2 },
    });
});

test('a caller who waited too long for the hash queue is told to come back', async () => {
  const slow = createPasswords({ cost: 10, threads: 1, maximumWaitMillis: 1 });
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => hash('a password', slow)));
  await slow.close();
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => reason.status)).toEqual([503, 503, 503]);
});

describe('the time of a password check', () => {
  const measured = 9;
  let slow: Passwords;
  let stored: string;
  beforeAll(async () => {
    slow = createPasswords({ cost: 8, threads: 1 });
    stored = await hash('a password', slow);
  });
  afterAll(() => slow.close());

  /** Processor time of all threads, so that a busy neighbour changes nothing. */
  async function workOf(password: string, of: string | undefined): Promise<number> {
    const before = process.cpuUsage();
    expect(await verify(password, of, slow)).toBe(false);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }

  /** Compares measurements next to each other in time, so that other work of the machine falls on both. */
  function medianRatio(works: number[], references: number[]): number {
    const ratios = works.map((work, round) => work / references[round]!).toSorted((a, b) => a - b);
    return ratios[Math.floor(ratios.length / 2)]!;
  }

  const body = '.'.repeat(53);
  test.each<[string, string, () => string | undefined]>([
    ['an unknown user', 'wrong password', () => undefined],
    ['a password of 60,000 letters', 'x'.repeat(60_000), () => stored],
    ['combining marks and a known user', '\u0301'.repeat(32_000), () => stored],
    ['combining marks and an unknown user', '\u0301'.repeat(32_000), () => undefined],
    ['marks of many classes', '\u0316\u0301\u0327'.repeat(10_000), () => stored],
    ['ligatures', '\ufdfa'.repeat(21_000), () => stored],
    ['a password just within the raw bound', '\u0316\u0301'.repeat(512), () => stored],
    ['an empty hash', 'wrong password', () => ''],
    ['the hash of a locked Unix account', 'wrong password', () => '!'],
    [
      'an argon2 hash',
      'wrong password',
      () => '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG',
    ],
    ['plain bcrypt of the present cost', 'wrong password', () => `$2b$08$${body}`],
    ['a hash of a lower cost', 'wrong password', () => `$2a$04$${body}`],
    ['our own hash of a lower cost', 'wrong password', () => `qp1$2b$07$${body}`],
    ['an unknown kind of bcrypt', 'wrong password', () => `$2x$12$${body}`],
    ['a hash whose cost takes days', 'wrong password', () => `$2b$31$${body}`],
    ['a hash whose cost is below the least', 'wrong password', () => `$2y$03$${body}`],
    ['a short hash', 'wrong password', () => stored.slice(0, -1)],
    ['a long hash', 'wrong password', () => `${stored}.`],
    ['a hash with letters outside of ASCII', 'wrong password', () => `$2b$08$${'я'.repeat(53)}`],
    ['our own hash of another version', 'wrong password', () => stored.replace('qp1', 'qp2')],
    ['a hash of many letters', 'wrong password', () => `${stored}${'$'.repeat(100_000)}`],
  ])(
    'a password check takes as long for %s as for a wrong password',
    { timeout: 30_000 },
    async (_case, password, of) => {
      const told: number[] = [];
      const known: number[] = [];
      for (let round = 0; round < measured; round += 1) {
        known.push(await workOf('wrong password', stored));
        told.push(await workOf(password, of()));
      }
      const ratio = medianRatio(told, known);
      expect(ratio).toBeGreaterThan(0.8);
      expect(ratio).toBeLessThan(1.25);
    },
  );

  test('an imported hash of a higher cost is still checked', async () => {
    expect(await verify('a password', hashSync('a password', 10), slow)).toBe(true);
  });

  test.each(['$2a$', '$2b$', '$2y$'])('an imported hash of the kind %s is checked', async (kind) => {
    const imported = hashSync('a password', 4).replace('$2b$', kind);
    expect(await verify('a password', imported, slow)).toBe(true);
  });
});
