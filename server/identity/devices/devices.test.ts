import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { createOperatorActs } from '#server/cli/operator-acts.ts';
import { createOperatorMail } from '#server/cli/operator-mail.ts';
import { createInTransaction } from '#server/repositories.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson, signIn, type Person } from '#server/testing/people.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const listOf = (browser: TestBrowser): string[] => browser.jar.get('qp_device')?.split('.') ?? [];

async function knownHashes(server: TestServer, { id }: Person): Promise<string[]> {
  const rows = await server.db
    .selectFrom('known_devices')
    .select('token_hash')
    .where('user_id', '=', id)
    .execute();
  return rows.map((row) => row.token_hash.toString('hex'));
}

const hashesOf = (tokens: string[]) => tokens.map((token) => deviceTokenHash(token).toString('hex'));

const operator = (server: TestServer) =>
  createOperatorActs(
    createInTransaction(server.db, { sessionIdleMinutes: 0, rotationsPerSession: null }),
    createOperatorMail(server.config),
  );

test.for<[string, (server: TestServer, person: Person) => Promise<unknown>]>([
  ['the operator signs it out', (server, person) => operator(server).signOut(person.id)],
  ['the operator disables it', (server, person) => operator(server).disable(person.id)],
  [
    'the operator resets its password',
    (server, person) => operator(server).resetPassword(person.id, 'another hash'),
  ],
  [
    'it is disabled by hand',
    (server, person) =>
      server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute(),
  ],
  [
    'its owner deletes it',
    (_server, person) => person.browser.mutate('account.delete', { password: person.password }),
  ],
])('every device of an account is forgotten when %s', async ([_case, act], { server, person }) => {
  const neighbour = await registerPerson(server);
  await signIn(server, person);
  expect(await knownHashes(server, person)).toHaveLength(2);
  await act(server, person);
  expect(await knownHashes(server, person)).toEqual([]);
  expect(await knownHashes(server, neighbour)).toHaveLength(1);
});

test.for<[string, (person: Person) => Promise<unknown>]>([
  [
    'a change of password',
    (person) => {
      const input = { currentPassword: person.password, newPassword: 'пятнадцать человек на сундук' };
      return person.browser.mutate('account.changePassword', input);
    },
  ],
  ['the end of all sessions', (person) => person.browser.mutate('sessions.revokeAll')],
])('every device but the caller’s own is forgotten by %s', async ([_case, act], { server, person }) => {
  await signIn(server, person);
  await signIn(server, person);
  await act(person);
  expect(await knownHashes(server, person)).toEqual(hashesOf(listOf(person.browser)));
});

test('devices stay known when the other sessions end, and after a sign-out', async ({ server, person }) => {
  const other = await signIn(server, person);
  await person.browser.mutate('sessions.revokeOthers');
  await person.browser.mutate('auth.logout');
  expect((await knownHashes(server, person)).toSorted()).toEqual(
    hashesOf([...listOf(person.browser), ...listOf(other)]).toSorted(),
  );
});

async function signInHere(browser: TestBrowser, { email: identifier, password }: Person): Promise<string> {
  const answer = await browser.mutate('auth.login', { identifier, password });
  expect(answer.status).toBe(200);
  return listOf(browser)[0]!;
}

test('a browser remembers the device tokens of its five latest users', async ({ server }) => {
  const browser = server.newBrowser();
  const people = [];
  for (let n = 0; n < 6; n += 1) people.push(await registerPerson(server));
  const tokens: string[] = [];
  for (const one of people.slice(0, 5)) tokens.push(await signInHere(browser, one));
  expect(listOf(browser)).toEqual(tokens.toReversed());
  expect(await signInHere(browser, people[0]!)).toBe(tokens[0]);
  const sixth = await signInHere(browser, people[5]!);
  const [first, , third, fourth, fifth] = tokens;
  expect(listOf(browser)).toEqual([sixth, first, fifth, fourth, third]);
  expect(await signInHere(browser, people[1]!)).not.toBe(tokens[1]);
});

test('a browser with the single token of an older cookie keeps that device', async ({ server, person }) => {
  const old = listOf(person.browser)[0]!;
  const browser = server.newBrowser();
  browser.jar.set('qp_device', old);
  expect(await signInHere(browser, person)).toBe(old);
});

const token = () => randomBytes(32).toString('base64url');
test.for<[string, (own: string) => string]>([
  ['six tokens', (own) => [own, ...Array.from({ length: 5 }, token)].join('.')],
  ['an empty part', (own) => `${own}..${token()}`],
  ['a short part', (own) => `${own}.abc`],
  ['64 KB', (own) => `${own}.${'A'.repeat(8000)}`],
  ['letters of no token', (own) => `${own}.${'~'.repeat(43)}`],
])('a browser has no known device when its cookie holds %s', async ([_case, cookie], { server, person }) => {
  const browser = server.newBrowser();
  browser.jar.set('qp_device', cookie(listOf(person.browser)[0]!));
  const made = await signInHere(browser, person);
  expect(listOf(browser)).toEqual([made]);
  expect(listOf(person.browser)).not.toContain(made);
});
