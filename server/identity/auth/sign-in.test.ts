import { hashSync } from 'bcryptjs';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { test } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  mintAccess,
  refreshWith,
  registerPerson,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

function login(
  server: TestServer,
  person: Person,
  browser: TestBrowser = server.newBrowser(),
): Promise<Answer> {
  return browser.mutate('auth.login', { identifier: person.email, password: person.password });
}

async function lockWaiterSeen(db: Database): Promise<void> {
  const waiting = sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await waiting.execute(db)).rows.length === 0);
}

/** A sign-in that verified the password and then waits for the user's row, while `change` happens to it. */
async function signInWhile(
  server: TestServer,
  person: Person,
  change: (transaction: Database) => Promise<unknown>,
): Promise<Answer> {
  const { answer } = await server.db.transaction().execute(async (transaction) => {
    await sql`select 1 from users where id = ${person.id} for update`.execute(transaction);
    const pending = login(server, person);
    await lockWaiterSeen(server.db);
    await change(transaction);
    return { answer: pending };
  });
  return answer;
}

function setUser(person: Person, transaction: Database, change: object): Promise<unknown> {
  return transaction.updateTable('users').set(change).where('id', '=', person.id).execute();
}

async function storedHash(server: TestServer, person: Person): Promise<string> {
  const user = server.db.selectFrom('users').select('hashed_password').where('id', '=', person.id);
  return (await user.executeTakeFirstOrThrow()).hashed_password;
}

test.for([
  ['the password changed', { hashed_password: hashSync('another password', 4) }, 'INVALID_CREDENTIALS'],
  ['the account was disabled', { is_active: false }, 'ACCOUNT_DISABLED'],
] as const)(
  'a sign-in opens no session when %s meanwhile',
  async ([_case, change, code], { server, person }) => {
    const answer = await signInWhile(server, person, (transaction) => setUser(person, transaction, change));
    expect({ status: answer.status, code: answer.error?.code }).toEqual({ status: 401, code });
    expect(answer.setCookies).toEqual([]);
    expect(await findSessions(server, person.id)).toHaveLength(1);
  },
);

test('a sign-in that renews an outdated hash does not undo a password change', async ({ server, person }) => {
  await setUser(person, server.db, { hashed_password: hashSync(person.password, 4) });
  const change = { hashed_password: hashSync('another password', 4) };
  const answer = await signInWhile(server, person, (transaction) => setUser(person, transaction, change));
  expect(answer.error?.code).toBe('INVALID_CREDENTIALS');
  expect(await storedHash(server, person)).toBe(change.hashed_password);
});

test('five sign-ins at once replace an outdated hash once', async ({ server, person }) => {
  const old = hashSync(person.password, 4);
  await setUser(person, server.db, { hashed_password: old });
  const answers = await Promise.all(Array.from({ length: 5 }, () => login(server, person)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
  expect(await storedHash(server, person)).toMatch(/^qp1\$2b\$04\$/);
  expect((await login(server, person)).status).toBe(200);
});

test('a sign-in succeeds when the stored hash changed and the password did not', async ({
  server,
  person,
}) => {
  const change = { hashed_password: hashSync(person.password, 4) };
  const answer = await signInWhile(server, person, (transaction) => setUser(person, transaction, change));
  expect(answer.data.status).toBe('signed-in');
});

test('a sign-in keeps its own session when twenty others finish before it', async ({ server, person }) => {
  const answer = await signInWhile(server, person, (transaction) =>
    sql`insert into sessions (user_id, id, refresh_token_hash, remember_me, channel, created_at, expires_at)
        select user_id, gen_random_uuid(), refresh_token_hash, remember_me, channel, clock_timestamp(), expires_at
        from sessions, generate_series(1, 20) where user_id = ${person.id}`.execute(transaction),
  );
  expect(answer.status).toBe(200);
  const live = (await findSessions(server, person.id)).filter((row) => row.revoked_at === null);
  expect(live).toHaveLength(20);
  const listed = await server.newBrowser().query('sessions.list', undefined, {
    cookies: { qp_access: answer.headers.getSetCookie()[0]!.split(/[=;]/, 2)[1]! },
  });
  expect(listed.data.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
});

test('sixty parallel sign-ins leave the twenty newest', { timeout: 60_000 }, async ({ server, person }) => {
  let pending = 60;
  while (pending > 0) {
    const answers = await Promise.all(Array.from({ length: pending }, () => login(server, person)));
    for (const answer of answers) expect([200, 503]).toContain(answer.status);
    pending = answers.filter((answer) => answer.status === 503).length;
  }
  const rows = await findSessions(server, person.id);
  expect(rows).toHaveLength(61);
  expect(rows.slice(0, 41).every((row) => row.revoked_reason === 'limit')).toBe(true);
  expect(rows.slice(41).every((row) => row.revoked_at === null)).toBe(true);
});

test('signing in again in the same browser takes no other device its place', async ({ server, person }) => {
  const browsers = [person.browser];
  while (browsers.length < 20) browsers.push(await signIn(server, person));
  expect((await login(server, person, browsers[7])).status).toBe(200);
  const statuses = await Promise.all(browsers.map((browser) => browser.query('users.me')));
  expect(statuses.map((answer) => answer.status)).toEqual(Array(20).fill(200));
});

test('a sign-in ends the session named by its refresh or access cookie, even by an old token', async ({
  server,
  person,
}) => {
  const refresh = await signIn(server, person);
  const access = await signIn(server, person);
  const stale = await signIn(server, person);
  const staleToken = cookieOf(stale, 'qp_refresh');
  await stale.mutate('auth.refresh');
  await stale.mutate('auth.refresh');
  refresh.jar.delete('qp_access');
  access.jar.delete('qp_refresh');
  stale.jar.clear();
  stale.jar.set('qp_refresh', staleToken);
  for (const browser of [refresh, access, stale]) await login(server, person, browser);
  const rows = await findSessions(server, person.id);
  expect(rows.map((row) => row.revoked_reason)).toEqual([
    null,
    'replaced',
    'replaced',
    'replaced',
    null,
    null,
    null,
  ]);
});

test('a sign-in ends the session named by an access cookie that expired long ago', async ({
  server,
  person,
}) => {
  const [row] = await findSessions(server, person.id);
  const qp_access = await mintAccess(server, row!, { issuedAgo: 864_000, expiresIn: -863_000 });
  const input = { identifier: person.email, password: person.password };
  await server.newBrowser().mutate('auth.login', input, { cookies: { qp_access } });
  const [old] = await findSessions(server, person.id);
  expect(old).toMatchObject({ revoked_reason: 'replaced' });
});

test("a sign-in and a registration end another person's session named by the cookies", async ({
  server,
  person,
}) => {
  const other = await registerPerson(server);
  await other.browser.mutate('auth.login', { identifier: person.email, password: person.password });
  expect((await findSessions(server, other.id))[0]).toMatchObject({ revoked_reason: 'replaced' });
  await other.browser.mutate('auth.register', {
    email: `new-${other.email}`,
    password: 'quite another password',
  });
  expect((await findSessions(server, person.id))[1]).toMatchObject({ revoked_reason: 'replaced' });
});

test('a refused sign-in ends no session, nor does one with a forged refresh cookie', async ({
  server,
  person,
}) => {
  const token = cookieOf(person.browser, 'qp_refresh');
  const wrong = await person.browser.mutate('auth.login', { identifier: person.email, password: 'wrong' });
  expect({ code: wrong.error?.code, cookies: wrong.setCookies }).toEqual({
    code: 'INVALID_CREDENTIALS',
    cookies: [],
  });
  await server
    .newBrowser()
    .mutate(
      'auth.login',
      { identifier: person.email, password: person.password },
      { cookies: { qp_refresh: `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` } },
    );
  expect((await refreshWith(server, token)).status).toBe(200);
});

test('a sign-in never adopts the session of its cookies: the new one has another id', async ({
  server,
  person,
}) => {
  const [before] = await findSessions(server, person.id);
  await login(server, person, person.browser);
  const rows = await findSessions(server, person.id);
  expect(rows.map((row) => row.revoked_at === null)).toEqual([false, true]);
  expect(rows[1]!.id).not.toBe(before!.id);
});
