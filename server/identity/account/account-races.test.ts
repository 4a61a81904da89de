import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  refreshWith,
  setCookieOf,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import { queueAtRow, waiters } from '#server/testing/row-queue.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const newPassword = 'the honest password after it';

const change = (person: Person, browser: TestBrowser, next = newPassword) =>
  browser.mutate('account.changePassword', { currentPassword: person.password, newPassword: next });

const login = (person: Person, browser: TestBrowser, password = person.password) =>
  browser.mutate('auth.login', { identifier: person.email, password });

async function livingSessions(server: TestServer, person: Person): Promise<string[]> {
  const rows = await findSessions(server, person.id);
  return rows.filter(({ revoked_at: revokedAt }) => revokedAt === null).map(({ id }) => id);
}

/** What a thief holds who copied the cookies. */
function copyOf(browser: TestBrowser): Record<string, string> {
  return { qp_access: cookieOf(browser, 'qp_access'), qp_refresh: cookieOf(browser, 'qp_refresh') };
}

const meWith = (server: TestServer, qp_access: string) =>
  server.newBrowser().query('users.me', undefined, { cookies: { qp_access } });

test('a sign-in started before a password change opens no session', async ({
  server,
  replica,
  locker,
  person,
}) => {
  const stranger = replica.newBrowser();
  const [changed, signedIn] = await queueAtRow(locker, person.id, [
    () => change(person, person.browser),
    () => login(person, stranger),
  ]);
  expect(changed!.data).toMatchObject({ endedSessions: 0 });
  expect(signedIn!.error?.code).toBe('INVALID_CREDENTIALS');
  expect(signedIn!.setCookies).toEqual([]);
  expect(await livingSessions(server, person)).toHaveLength(1);
});

test('a sign-in that finishes before a password change is ended by it, and counted', async ({
  replica,
  locker,
  person,
}) => {
  const stranger = replica.newBrowser();
  const [signedIn, changed] = await queueAtRow(locker, person.id, [
    () => login(person, stranger),
    () => change(person, person.browser),
  ]);
  expect([signedIn!.status, changed!.data.endedSessions]).toEqual([200, 1]);
  expect((await stranger.query('users.me')).error?.code).toBe('UNAUTHENTICATED');
  expect((await stranger.mutate('auth.refresh')).error?.code).toBe('SESSION_REVOKED');
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('of two password changes at once one wins; the other session is signed out', async ({
  server,
  locker,
  person,
}) => {
  const other = await signIn(server, person);
  const [won, lost] = await queueAtRow(locker, person.id, [
    () => change(person, person.browser),
    () => change(person, other, 'what the other one wanted'),
  ]);
  expect([won!.status, lost!.status]).toEqual([200, 400]);
  expect(lost!.setCookies).toEqual([]);
  expect((await other.query('users.me')).status).toBe(401);
  expect((await login(person, server.newBrowser(), newPassword)).status).toBe(200);
  expect((await login(person, server.newBrowser(), 'what the other one wanted')).status).toBe(401);
});

test(
  'a password change signs out whoever shares the session, even while they refresh it',
  { timeout: 60_000 },
  async ({ server, replica, person }) => {
    for (let round = 0; round < 6; round += 1) {
      const browser = await signIn(server, person);
      const stolen = copyOf(browser);
      const thefts = [server, replica, replica].map((each) => refreshWith(each, stolen['qp_refresh']!));
      const changed = await browser.mutate('account.changePassword', {
        currentPassword: person.password,
        newPassword: `${newPassword} ${round}`,
      });
      person = { ...person, password: `${newPassword} ${round}` };
      const answers = await Promise.all(thefts);
      expect(changed.status).toBe(200);
      for (const access of [
        stolen['qp_access']!,
        ...answers.flatMap((answer) => setCookieOf(answer, 'qp_access') || []),
      ])
        expect((await meWith(replica, access)).status).toBe(401);
      for (const token of [
        stolen['qp_refresh']!,
        ...answers.flatMap((answer) => setCookieOf(answer, 'qp_refresh') || []),
      ])
        expect((await refreshWith(replica, token)).error?.code).toBe('SESSION_REVOKED');
      expect((await browser.query('users.me')).status).toBe(200);
      expect((await browser.mutate('auth.refresh')).status).toBe(200);
    }
  },
);

test('a password change does nothing when its session is ended meanwhile', async ({
  server,
  locker,
  person,
}) => {
  const other = await signIn(server, person);
  const changed = await locker.transaction().execute(async (transaction) => {
    await sql`select 1 from users where id = ${person.id} for update`.execute(transaction);
    const pending = change(person, person.browser);
    await expect.poll(() => waiters(locker), { timeout: 2500 }).toBe(1);
    expect((await other.mutate('sessions.revokeOthers')).data).toEqual({ endedSessions: 1 });
    return { pending };
  });
  expect((await changed.pending).error?.code).toBe('UNAUTHENTICATED');
  expect((await login(person, server.newBrowser())).status).toBe(200);
  expect((await other.query('users.me')).status).toBe(200);
});

test('a sign-in started before a deletion is told that the account is disabled', async ({
  server,
  replica,
  locker,
  person,
}) => {
  const stranger = replica.newBrowser();
  const remove = () => person.browser.mutate('account.delete', { password: person.password });
  const [removed, signedIn] = await queueAtRow(locker, person.id, [remove, () => login(person, stranger)]);
  expect([removed!.status, signedIn!.error?.code]).toEqual([200, 'ACCOUNT_DISABLED']);
  expect(await livingSessions(server, person)).toEqual([]);
});

test('a deletion ends a session that was opened just before it', async ({
  server,
  replica,
  locker,
  person,
}) => {
  const stranger = replica.newBrowser();
  const remove = () => person.browser.mutate('account.delete', { password: person.password });
  const [signedIn, removed] = await queueAtRow(locker, person.id, [() => login(person, stranger), remove]);
  expect([signedIn!.status, removed!.status]).toEqual([200, 200]);
  expect(await livingSessions(server, person)).toEqual([]);
  expect((await stranger.query('users.me')).status).toBe(401);
  expect((await stranger.mutate('auth.refresh')).error?.code).toBe('ACCOUNT_DISABLED');
});

test('a deletion started before a password change removes nothing', async ({ server, locker, person }) => {
  const other = await signIn(server, person);
  const remove = () => other.mutate('account.delete', { password: person.password });
  const [changed, removed] = await queueAtRow(locker, person.id, [
    () => change(person, person.browser),
    remove,
  ]);
  expect(changed!.status).toBe(200);
  expect(removed!.error?.code).toBe('CURRENT_PASSWORD_INVALID');
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test(
  'ending all sessions leaves no living token to a refresh at the same moment',
  { timeout: 60_000 },
  async ({ server, replica, person }) => {
    for (let round = 0; round < 6; round += 1) {
      const browsers = [await signIn(server, person), await signIn(replica, person)];
      const stolen = browsers.map((browser) => cookieOf(browser, 'qp_refresh'));
      const refreshes = [0, 1, 0, 1].map((n) => refreshWith(n ? server : replica, stolen[n]!));
      const ended = await browsers[0]!.mutate('sessions.revokeAll');
      const answers = await Promise.all(refreshes);
      expect(ended.status).toBe(200);
      const handedOut = answers.flatMap((answer) => setCookieOf(answer, 'qp_refresh') || []);
      for (const token of [...stolen, ...handedOut])
        expect((await refreshWith(replica, token)).error?.code).toBe('SESSION_REVOKED');
      expect(await livingSessions(server, person)).toEqual([]);
    }
  },
);

test(
  'ending all sessions and crosswise sign-outs at once answer nobody with 503',
  { timeout: 60_000 },
  async ({ server, replica, person }) => {
    for (let round = 0; round < 5; round += 1) {
      const browsers = [
        await signIn(server, person),
        await signIn(server, person),
        await signIn(server, person),
      ];
      const jars = browsers.map(copyOf);
      const crosswise = Array.from({ length: 8 }, (_, n) => ({
        qp_access: jars[n % 2]!['qp_access']!,
        qp_refresh: jars[(n + 1) % 2]!['qp_refresh']!,
      }));
      const answers = await Promise.all([
        ...crosswise.map((cookies, n) =>
          (n % 3 ? server : replica).newBrowser().mutate('auth.logout', undefined, { cookies }),
        ),
        browsers[2]!.mutate('sessions.revokeAll'),
      ]);
      expect(answers.map(({ status }) => status)).not.toContain(503);
    }
    expect([...server.logLines, ...replica.logLines].filter((line) => line.includes('deadlock'))).toEqual([]);
  },
);
