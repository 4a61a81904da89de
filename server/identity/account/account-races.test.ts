import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import {
  cookieOf,
  findSessions,
  refreshWith,
  registerPerson,
  setCookieOf,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import { queueAtRow, waiters } from '#server/testing/row-queue.ts';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const newPassword = 'the honest password after it';
let first: TestServer;
let second: TestServer;
let locker: Database;
let owner: Person;

beforeAll(async () => {
  first = await startTestServer();
  second = await startTestServer({ replicaOf: first });
  locker = createDatabase(first.databaseUrl);
});
afterAll(async () => {
  await locker.destroy();
  await second.close();
  await first.close();
});
beforeEach(async () => {
  owner = await registerPerson(first);
});

const queueAtTheRow = (calls: (() => Promise<Answer>)[]) => queueAtRow(locker, owner.id, calls);

const change = (browser: TestBrowser, next = newPassword) =>
  browser.mutate('account.changePassword', { currentPassword: owner.password, newPassword: next });

const login = (browser: TestBrowser, password = owner.password) =>
  browser.mutate('auth.login', { identifier: owner.email, password });

async function livingSessions(): Promise<string[]> {
  const rows = await findSessions(first, owner.id);
  return rows.filter(({ revoked_at: revokedAt }) => revokedAt === null).map(({ id }) => id);
}

/** What a thief holds who copied the cookies. */
function copyOf(browser: TestBrowser): Record<string, string> {
  return { qp_access: cookieOf(browser, 'qp_access'), qp_refresh: cookieOf(browser, 'qp_refresh') };
}

const meWith = (server: TestServer, qp_access: string) =>
  server.newBrowser().query('users.me', undefined, { cookies: { qp_access } });

describe('a sign-in with the old password', () => {
  test('that the change overtakes opens nothing', async () => {
    const stranger = second.newBrowser();
    const [changed, signedIn] = await queueAtTheRow([() => change(owner.browser), () => login(stranger)]);
    expect(changed!.data).toMatchObject({ endedSessions: 0 });
    expect(signedIn!.error?.code).toBe('INVALID_CREDENTIALS');
    expect(signedIn!.setCookies).toEqual([]);
    expect(await livingSessions()).toHaveLength(1);
  });

  test('that overtakes the change is ended by it, and counted', async () => {
    const stranger = second.newBrowser();
    const [signedIn, changed] = await queueAtTheRow([() => login(stranger), () => change(owner.browser)]);
    expect([signedIn!.status, changed!.data.endedSessions]).toEqual([200, 1]);
    expect((await stranger.query('users.me')).error?.code).toBe('UNAUTHENTICATED');
    expect((await stranger.mutate('auth.refresh')).error?.code).toBe('SESSION_REVOKED');
    expect((await owner.browser.query('users.me')).status).toBe(200);
  });
});

describe('a change of password', () => {
  test('is won by one of two sessions, whose password holds; the other is out', async () => {
    const other = await signIn(first, owner);
    const [won, lost] = await queueAtTheRow([
      () => change(owner.browser),
      () => change(other, 'what the other one wanted'),
    ]);
    expect([won!.status, lost!.status]).toEqual([200, 400]);
    expect(lost!.setCookies).toEqual([]);
    expect((await other.query('users.me')).status).toBe(401);
    expect((await login(first.newBrowser(), newPassword)).status).toBe(200);
    expect((await login(first.newBrowser(), 'what the other one wanted')).status).toBe(401);
  });

  test(
    'puts out whoever shares the session, also one who refreshes at that moment',
    { timeout: 60_000 },
    async () => {
      for (let round = 0; round < 6; round += 1) {
        const browser = await signIn(first, owner);
        const stolen = copyOf(browser);
        const thefts = [first, second, second].map((server) => refreshWith(server, stolen['qp_refresh']!));
        const changed = await browser.mutate('account.changePassword', {
          currentPassword: owner.password,
          newPassword: `${newPassword} ${round}`,
        });
        owner = { ...owner, password: `${newPassword} ${round}` };
        const answers = await Promise.all(thefts);
        expect(changed.status).toBe(200);
        for (const access of [
          stolen['qp_access']!,
          ...answers.flatMap((answer) => setCookieOf(answer, 'qp_access') || []),
        ])
          expect((await meWith(second, access)).status).toBe(401);
        for (const token of [
          stolen['qp_refresh']!,
          ...answers.flatMap((answer) => setCookieOf(answer, 'qp_refresh') || []),
        ])
          expect((await refreshWith(second, token)).error?.code).toBe('SESSION_REVOKED');
        expect((await browser.query('users.me')).status).toBe(200);
        expect((await browser.mutate('auth.refresh')).status).toBe(200);
      }
    },
  );

  test('by a session that is ended meanwhile changes nothing', async () => {
    const other = await signIn(first, owner);
    const changed = await locker.transaction().execute(async (transaction) => {
      await sql`select 1 from users where id = ${owner.id} for update`.execute(transaction);
      const pending = change(owner.browser);
      await expect.poll(() => waiters(locker), { timeout: 2500 }).toBe(1);
      expect((await other.mutate('sessions.revokeOthers')).data).toEqual({ endedSessions: 1 });
      return { pending };
    });
    expect((await changed.pending).error?.code).toBe('UNAUTHENTICATED');
    expect((await login(first.newBrowser())).status).toBe(200);
    expect((await other.query('users.me')).status).toBe(200);
  });
});

describe('a deletion', () => {
  test('that overtakes a sign-in leaves it an account that is disabled', async () => {
    const stranger = second.newBrowser();
    const remove = () => owner.browser.mutate('account.delete', { password: owner.password });
    const [removed, signedIn] = await queueAtTheRow([remove, () => login(stranger)]);
    expect([removed!.status, signedIn!.error?.code]).toEqual([200, 'ACCOUNT_DISABLED']);
    expect(await livingSessions()).toEqual([]);
  });

  test('that a sign-in overtakes ends it', async () => {
    const stranger = second.newBrowser();
    const remove = () => owner.browser.mutate('account.delete', { password: owner.password });
    const [signedIn, removed] = await queueAtTheRow([() => login(stranger), remove]);
    expect([signedIn!.status, removed!.status]).toEqual([200, 200]);
    expect(await livingSessions()).toEqual([]);
    expect((await stranger.query('users.me')).status).toBe(401);
    expect((await stranger.mutate('auth.refresh')).error?.code).toBe('ACCOUNT_DISABLED');
  });

  test('that a change of password overtakes removes nothing', async () => {
    const other = await signIn(first, owner);
    const remove = () => other.mutate('account.delete', { password: owner.password });
    const [changed, removed] = await queueAtTheRow([() => change(owner.browser), remove]);
    expect(changed!.status).toBe(200);
    expect(removed!.error?.code).toBe('CURRENT_PASSWORD_INVALID');
    expect((await owner.browser.query('users.me')).status).toBe(200);
  });
});

describe('the end of all sessions', () => {
  test('leaves nothing to whoever refreshes at that moment', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 6; round += 1) {
      const browsers = [await signIn(first, owner), await signIn(second, owner)];
      const stolen = browsers.map((browser) => cookieOf(browser, 'qp_refresh'));
      const refreshes = [0, 1, 0, 1].map((n) => refreshWith(n ? first : second, stolen[n]!));
      const ended = await browsers[0]!.mutate('sessions.revokeAll');
      const answers = await Promise.all(refreshes);
      expect(ended.status).toBe(200);
      const handedOut = answers.flatMap((answer) => setCookieOf(answer, 'qp_refresh') || []);
      for (const token of [...stolen, ...handedOut])
        expect((await refreshWith(second, token)).error?.code).toBe('SESSION_REVOKED');
      expect(await livingSessions()).toEqual([]);
    }
  });

  test(
    'by many at once, with sign-outs that name two sessions crosswise, is nobody’s 503',
    { timeout: 60_000 },
    async () => {
      for (let round = 0; round < 5; round += 1) {
        const browsers = [await signIn(first, owner), await signIn(first, owner), await signIn(first, owner)];
        const jars = browsers.map(copyOf);
        const crosswise = Array.from({ length: 8 }, (_, n) => ({
          qp_access: jars[n % 2]!['qp_access']!,
          qp_refresh: jars[(n + 1) % 2]!['qp_refresh']!,
        }));
        const answers = await Promise.all([
          ...crosswise.map((cookies, n) =>
            (n % 3 ? first : second).newBrowser().mutate('auth.logout', undefined, { cookies }),
          ),
          browsers[2]!.mutate('sessions.revokeAll'),
        ]);
        expect(answers.map(({ status }) => status)).not.toContain(503);
      }
      expect([...first.logLines, ...second.logLines].filter((line) => line.includes('deadlock'))).toEqual([]);
    },
  );
});
