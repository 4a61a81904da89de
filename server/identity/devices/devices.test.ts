import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOperatorActs } from '#server/cli/operator-acts.ts';
import { createInTransaction } from '#server/repositories.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import { registerPerson, signIn, type Person } from '#server/testing/people.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  person = await registerPerson(server);
});

const listOf = (browser: TestBrowser): string[] => browser.jar.get('qp_device')?.split('.') ?? [];

async function knownHashes(userId = person.id): Promise<string[]> {
  const rows = await server.db
    .selectFrom('known_devices')
    .select('token_hash')
    .where('user_id', '=', userId)
    .execute();
  return rows.map((row) => row.token_hash.toString('hex'));
}

const hashesOf = (tokens: string[]) => tokens.map((token) => deviceTokenHash(token).toString('hex'));

describe('the devices of an account', () => {
  const operator = () =>
    createOperatorActs(createInTransaction(server.db, { sessionIdleMinutes: 0, rotationsPerSession: null }));

  test.each<[string, () => Promise<unknown>]>([
    ['the operator signs it out', () => operator().signOut(person.id)],
    ['the operator disables it', () => operator().disable(person.id)],
    ['the operator resets its password', () => operator().resetPassword(person.id, 'another hash')],
    [
      'it is disabled by hand',
      () => server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute(),
    ],
    ['its owner deletes it', () => person.browser.mutate('account.delete', { password: person.password })],
  ])('are all forgotten when %s', async (_case, act) => {
    const neighbour = await registerPerson(server);
    await signIn(server, person);
    expect(await knownHashes()).toHaveLength(2);
    await act();
    expect(await knownHashes()).toEqual([]);
    expect(await knownHashes(neighbour.id)).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'a change of password',
      () => {
        const input = { currentPassword: person.password, newPassword: 'пятнадцать человек на сундук' };
        return person.browser.mutate('account.changePassword', input);
      },
    ],
    ['the end of all sessions', () => person.browser.mutate('sessions.revokeAll')],
  ])('are forgotten by %s but for the caller’s own', async (_case, act) => {
    await signIn(server, person);
    await signIn(server, person);
    await act();
    expect(await knownHashes()).toEqual(hashesOf(listOf(person.browser)));
  });

  test('stay when the other sessions end, and at a sign-out', async () => {
    const other = await signIn(server, person);
    await person.browser.mutate('sessions.revokeOthers');
    await person.browser.mutate('auth.logout');
    expect((await knownHashes()).toSorted()).toEqual(
      hashesOf([...listOf(person.browser), ...listOf(other)]).toSorted(),
    );
  });
});

describe('a browser of several people', () => {
  async function signInHere(browser: TestBrowser, { email: identifier, password }: Person): Promise<string> {
    const answer = await browser.mutate('auth.login', { identifier, password });
    expect(answer.status).toBe(200);
    return listOf(browser)[0]!;
  }

  test('keeps the tokens of five, the newest first, and a sixth pushes out the one unused longest', async () => {
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

  test('goes on with the single token of an older cookie', async () => {
    const old = listOf(person.browser)[0]!;
    const browser = server.newBrowser();
    browser.jar.set('qp_device', old);
    expect(await signInHere(browser, person)).toBe(old);
  });

  const token = () => randomBytes(32).toString('base64url');
  test.each([
    ['six tokens', () => [listOf(person.browser)[0], ...Array.from({ length: 5 }, token)].join('.')],
    ['an empty part', () => `${listOf(person.browser)[0]}..${token()}`],
    ['a short part', () => `${listOf(person.browser)[0]}.abc`],
    ['64 KB', () => `${listOf(person.browser)[0]}.${'A'.repeat(8000)}`],
    ['letters of no token', () => `${listOf(person.browser)[0]}.${'~'.repeat(43)}`],
  ])('has no device where the cookie holds %s', async (_case, cookie) => {
    const browser = server.newBrowser();
    browser.jar.set('qp_device', cookie());
    const made = await signInHere(browser, person);
    expect(listOf(browser)).toEqual([made]);
    expect(listOf(person.browser)).not.toContain(made);
  });
});
