import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import { withServer, replicaWith } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  mintAccess,
  registerPerson,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const shortIdle = { environment: { SESSION_IDLE_MINUTES: '1' } };
const test = withServer().extend('idle', { scope: 'file' }, replicaWith(shortIdle));

/** The next request on each replica, by cookie and by Bearer. */
async function meEverywhere(servers: TestServer[], person: Person) {
  const access = cookieOf(person.browser, 'qp_access');
  const ways = [{ headers: { authorization: `Bearer ${access}` } }, { cookies: { qp_access: access } }];
  return Promise.all(
    servers.flatMap((each) => ways.map((way) => each.newBrowser().query('users.me', undefined, way))),
  );
}

async function expectEverywhere(servers: TestServer[], person: Person, status: number) {
  const answers = await meEverywhere(servers, person);
  expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status]);
  const code = status === 401 ? 'UNAUTHENTICATED' : undefined;
  expect(new Set(answers.map((answer) => answer.error?.code))).toEqual(new Set([code]));
  expect(answers.flatMap((answer) => answer.setCookies)).toEqual([]);
}

function moveSession(server: TestServer, person: Person, change: object) {
  return server.db.updateTable('sessions').set(change).where('user_id', '=', person.id).execute();
}

async function lastSeenMillis(server: TestServer, person: Person): Promise<number> {
  const [session] = await findSessions(server, person.id);
  return session!.last_seen_at.getTime();
}

function moveUser(server: TestServer, person: Person, change: object) {
  return server.db.updateTable('users').set(change).where('id', '=', person.id).execute();
}

test('a revoked or expired session is refused on the next request to every replica', async ({
  server,
  replica,
  person,
}) => {
  await expectEverywhere([server, replica], person, 200);
  await moveSession(server, person, { revoked_at: sql`now()`, revoked_reason: 'logout' });
  await expectEverywhere([server, replica], person, 401);
  await moveSession(server, person, { revoked_at: null, revoked_reason: null, expires_at: sql`now()` });
  await expectEverywhere([server, replica], person, 401);
});

test('a deleted session is refused on the next request to every replica', async ({
  server,
  replica,
  person,
}) => {
  await server.db.deleteFrom('sessions').where('user_id', '=', person.id).execute();
  await expectEverywhere([server, replica], person, 401);
});

test('a disabled user is refused on the next request, and enabling them revives no session', async ({
  server,
  replica,
  person,
}) => {
  await moveUser(server, person, { is_active: false });
  await expectEverywhere([server, replica], person, 401);
  await moveUser(server, person, { is_active: true });
  await expectEverywhere([server, replica], person, 401);
  const answer = await person.browser.mutate('auth.refresh');
  expect(answer.error?.code).toBe('SESSION_REVOKED');
  expect((await signIn(server, person)).jar.has('qp_access')).toBe(true);
});

test('sign-ins under way while the account is disabled leave no open session', async ({
  server,
  replica,
  person,
}) => {
  const { email: identifier, password } = person;
  const signingIn = Array.from({ length: 12 }, (_, index) =>
    [server, replica][index % 2]!.newBrowser().mutate('auth.login', { identifier, password }),
  );
  await Promise.race(signingIn);
  await moveUser(server, person, { is_active: false });
  await Promise.all(signingIn);
  const sessions = await findSessions(server, person.id);
  expect(sessions.length).toBeGreaterThan(1);
  expect(sessions.filter(({ revoked_at: revokedAt }) => revokedAt === null)).toEqual([]);
});

test('the next request uses the current role and permissions, not those of the token', async ({
  server,
  replica,
  person,
}) => {
  await moveUser(server, person, { role: 'admin' });
  for (const { data } of await meEverywhere([server, replica], person))
    expect(data).toMatchObject({
      role: 'admin',
      permissions: ['audit:read', 'mails:read', 'mails:write', 'users:read', 'users:write'],
    });
  await moveUser(server, person, { role: 'user' });
  for (const { data } of await meEverywhere([server, replica], person))
    expect(data).toMatchObject({ role: 'user', permissions: [] });
});

test('an access token that would outlive its session is refused', async ({ server, replica, person }) => {
  const [row] = await findSessions(server, person.id);
  await moveSession(server, person, { expires_at: sql`now() + interval '10 minutes'` });
  for (const [expiresIn, status] of [
    [590, 200],
    [610, 401],
  ] as const) {
    person.browser.jar.set('qp_access', await mintAccess(server, row!, { expiresIn }));
    await expectEverywhere([server, replica], person, status);
  }
});

test("an access token that expired by the database's clock is refused", async ({
  server,
  replica,
  person,
}) => {
  const [row] = await findSessions(server, person.id);
  for (const [times, status] of [
    [{ issuedAgo: 800, expiresIn: 30 }, 200],
    [{ issuedAgo: 900, expiresIn: 0 }, 401],
    [{ issuedAgo: -30, expiresIn: 900 }, 401],
    [{ issuedAgo: 0, expiresIn: 901 }, 401],
    [{ issuedAgo: 3000, expiresIn: 30 }, 401],
  ] as const) {
    person.browser.jar.set('qp_access', await mintAccess(server, row!, times));
    await expectEverywhere([server, replica], person, status);
  }
});

test('the session row is read once for a whole batch', async ({ server, person }) => {
  const executed = vi.spyOn(server.db.getExecutor(), 'executeQuery');
  const batch = '/trpc/users.me,sessions.list,users.me,auth.session?batch=1&input={}';
  const answer = await person.browser.send(batch);
  const statements = executed.mock.calls.map(([query]) => query.sql);
  executed.mockRestore();
  const answers = JSON.parse(answer.body) as { result?: object }[];
  expect(answers.map((each) => 'result' in each)).toEqual([true, true, true, true]);
  const reads = statements.filter((text) => /from "sessions" inner join "users"/.test(text));
  // One for the actor of all four; one because auth.session judges the refresh cookie too.
  expect(reads).toHaveLength(2);
});

test('a forged token is refused without reading a session row', async ({ server, person }) => {
  const executed = vi.spyOn(server.db.getExecutor(), 'executeQuery');
  const cookies = {
    qp_access: `${cookieOf(person.browser, 'qp_access').slice(0, -3)}AAA`,
    qp_refresh: 'qpr1.x',
  };
  await server.newBrowser().query('users.me', undefined, { cookies });
  await server.newBrowser().query('auth.session', undefined, { cookies });
  await server.newBrowser().mutate('auth.refresh', undefined, { cookies });
  const statements = executed.mock.calls
    .map(([query]) => query.sql)
    .filter((text) => text.includes('sessions'));
  executed.mockRestore();
  expect(statements).toEqual([]);
});

test("a session's last use is written at most once a minute", async ({ server, replica, person }) => {
  await moveSession(server, person, { last_seen_at: sql`now() - interval '59 seconds'` });
  const [before] = await findSessions(server, person.id);
  await expectEverywhere([server, replica], person, 200);
  expect((await findSessions(server, person.id))[0]).toEqual(before);
  await moveSession(server, person, { last_seen_at: sql`now() - interval '61 seconds'` });
  await Promise.all([meEverywhere([server, replica], person), meEverywhere([server, replica], person)]);
  const soon = before!.last_seen_at.getTime() + 30_000;
  await expect.poll(() => lastSeenMillis(server, person)).toBeGreaterThan(soon);
});

test("sessions.list names the caller's living sessions, marks the current one and contains no token", async ({
  server,
  person,
}) => {
  const other = await signIn(server, person, true);
  const ended = await signIn(server, person);
  await ended.mutate('auth.logout');
  await registerPerson(server);
  const answer = await other.query('sessions.list');
  const rows = await findSessions(server, person.id);
  const [mine, theirs] = [rows[1]!, rows[0]!];
  expect(new Map(answer.data.map((row: { id: string }) => [row.id, row]))).toEqual(
    new Map([
      [mine.id, expect.objectContaining({ current: true, rememberMe: true, ip: '127.0.0.1' })],
      [theirs.id, expect.objectContaining({ current: false, rememberMe: false })],
    ]),
  );
  expect(answer.body).not.toMatch(/hash|token|qpr1/i);
});

function me(idle: TestServer, person: Person) {
  const cookies = { qp_access: cookieOf(person.browser, 'qp_access') };
  return idle.newBrowser().query('users.me', undefined, { cookies });
}

test('with SESSION_IDLE_MINUTES=1 a session in use never expires', async ({ server, idle, person }) => {
  for (let count = 0; count < 5; count += 1) {
    await moveSession(server, person, { last_seen_at: sql`last_seen_at - interval '50 seconds'` });
    const before = await lastSeenMillis(server, person);
    expect((await me(idle, person)).status).toBe(200);
    await expect.poll(() => lastSeenMillis(server, person)).toBeGreaterThan(before);
  }
});

test('with SESSION_IDLE_MINUTES=1 a session unused for a minute is refused to access and refresh', async ({
  server,
  idle,
  person,
}) => {
  await moveSession(server, person, { last_seen_at: sql`now() - interval '60 seconds'` });
  expect((await me(idle, person)).status).toBe(401);
  const cookies = { qp_refresh: cookieOf(person.browser, 'qp_refresh') };
  const answer = await idle.newBrowser().mutate('auth.refresh', undefined, { cookies });
  expect(answer.error?.code).toBe('SESSION_EXPIRED');
});

test('a session that was idle when the others were ended stays ended under a longer idle time', async ({
  server,
  replica,
  idle,
  person,
}) => {
  await moveSession(server, person, { last_seen_at: sql`now() - interval '60 seconds'` });
  const here = await signIn(idle, person);
  expect((await here.mutate('sessions.revokeOthers')).data).toEqual({ endedSessions: 0 });
  await expectEverywhere([server, replica], person, 401);
  expect((await person.browser.mutate('auth.refresh')).error?.code).toBe('SESSION_REVOKED');
});
