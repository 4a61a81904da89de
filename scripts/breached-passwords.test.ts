import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { openBreachedPasswords } from '#server/security/breached-passwords.ts';

const folder = mkdtempSync(join(tmpdir(), 'breached-'));
const corpus = join(folder, 'corpus.txt');
const list = join(folder, 'breached.bin');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha1 = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase();
const run = (...parameters: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'breached-passwords.ts'), ...parameters]);
const madeOf = async (hashes: string[]) => {
  writeFileSync(corpus, hashes.map((hash) => `${hash}:3\r\n`).join(''));
  await run(corpus, list);
  return openBreachedPasswords(list);
};

test('every password of the list is found, and no other, each in under a millisecond', async () => {
  const known = Array.from({ length: 100_000 }, (_, number) => `known password ${number}`);
  const breached = await madeOf(known.map(sha1).toSorted());
  const asked = [...known.slice(0, 500), ...known.slice(0, 500).map((password) => `${password}!`)];

  const startedAt = performance.now();
  const answers: boolean[] = [];
  for (const password of asked) answers.push(await breached.has(password));
  const millisEach = (performance.now() - startedAt) / asked.length;
  await breached.close();

  expect(answers).toEqual(asked.map((_, place) => place < 500));
  expect(millisEach).toBeLessThan(1);
});

test('the first and the last hash there can be are found', async () => {
  const edges = ['password', 'пароль'].map(sha1).toSorted();
  const breached = await madeOf(edges);
  expect(await Promise.all(['password', 'пароль', 'passwort'].map((word) => breached.has(word)))).toEqual([
    true,
    true,
    false,
  ]);
  await breached.close();
});

test.each([
  ['unsorted', [sha1('b'), sha1('a')].toSorted().toReversed(), /order of the hashes/],
  ['no SHA-1', ['password123'], /Line 1 is no SHA-1/],
])('a list that is %s makes no file', async (_, lines, message) => {
  rmSync(list, { force: true });
  writeFileSync(corpus, lines.join('\n'));
  await expect(run(corpus, list)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
  expect([existsSync(list), existsSync(`${list}.part`)]).toEqual([false, false]);
});

test('a file that is none, or was cut short, is refused at the start', async () => {
  const breached = await madeOf([sha1('password')]);
  await breached.close();
  truncateSync(list, 524_300);
  await expect(openBreachedPasswords(list)).rejects.toThrow(/cut short/);
  writeFileSync(list, 'password\n');
  await expect(openBreachedPasswords(list)).rejects.toThrow(/is no list/);
});
