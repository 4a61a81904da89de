import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { layDatabaseCable, type DatabaseCable } from '#server/testing/database-cable.ts';
import {
  cookieOf,
  findSessions,
  moveRotationBack,
  registerPerson,
  type Person,
} from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let watcher: TestServer;
let server: TestServer;
let cable: DatabaseCable;
let person: Person;
let isPulled = false;
beforeAll(async () => {
  watcher = await startTestServer();
  cable = await layDatabaseCable(watcher.databaseUrl);
  server = await startTestServer({ replicaOf: { ...watcher, databaseUrl: cable.url } });
});
afterAll(async () => {
  await server.close();
  await cable.pull();
  await watcher.close();
});
beforeEach(async () => {
  person = await registerPerson(server);
});
afterEach(async () => {
  if (isPulled) await plugIn();
});

async function pull() {
  await cable.pull();
  isPulled = true;
}

async function plugIn() {
  await cable.plugIn();
  isPulled = false;
}

function expectUnavailable(answer: Answer) {
  expect({ status: answer.status, code: answer.error?.code }).toEqual({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
  });
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect(answer.setCookies).toEqual([]);
}

test('while the database is away, calls that need it answer 503, and sessions survive', async () => {
  const jar = new Map(person.browser.jar);
  const before = await findSessions(watcher, person.id);
  await pull();
  for (const procedure of ['auth.refresh', 'auth.logout'])
    expectUnavailable(await person.browser.mutate(procedure));
  for (const procedure of ['users.me', 'sessions.list', 'auth.session'])
    expectUnavailable(await person.browser.query(procedure));
  const { email: identifier, password } = person;
  expectUnavailable(await server.newBrowser().mutate('auth.login', { identifier, password }));
  expect(person.browser.jar).toEqual(jar);
  await plugIn();
  expect((await person.browser.query('users.me')).data.id).toBe(person.id);
  expect(await findSessions(watcher, person.id)).toEqual(before);
  expect((await person.browser.mutate('auth.refresh')).status).toBe(200);
});

test('while the database is away, invalid tokens are refused without it', async () => {
  await pull();
  const cookies = { qp_access: 'x.y.z', qp_refresh: `qpr1.${'A'.repeat(112)}` };
  const stranger = server.newBrowser();
  expect((await stranger.query('auth.session', undefined, { cookies })).data.user).toBe(null);
  expect((await stranger.query('users.me', undefined, { cookies })).error?.code).toBe('UNAUTHENTICATED');
  expect((await stranger.mutate('auth.refresh', undefined, { cookies })).error?.code).toBe('REFRESH_INVALID');
  expect((await stranger.mutate('auth.logout', undefined, { cookies })).data).toEqual({ ok: true });
});

async function backendsThatWait(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and query like 'update "sessions"%' and state = 'active'`.execute(
    watcher.db,
  );
  return rows[0]!.count;
}

test('a connection that breaks during a rotation costs one answer and no session', async () => {
  const answer = await watcher.db.transaction().execute(async (transaction) => {
    await sql`select 1 from sessions where user_id = ${person.id} for update`.execute(transaction);
    const pending = person.browser.mutate('auth.refresh');
    while ((await backendsThatWait()) === 0);
    await pull();
    return pending;
  });
  expectUnavailable(answer);
  while ((await backendsThatWait()) > 0);
  await plugIn();
  const [row] = await findSessions(watcher, person.id);
  expect([0, 1]).toContain(row!.generation);
  expect((await person.browser.mutate('auth.refresh')).status).toBe(200);
  await moveRotationBack(watcher, person.id, 11);
  const recovered = await person.browser.mutate('auth.refresh');
  expect(recovered.setCookies).toEqual(['qp_access', 'qp_refresh']);
  expect((await person.browser.mutate('auth.refresh')).status).toBe(200);
  expect(cookieOf(person.browser, 'qp_refresh')).toMatch(/^qpr1\./);
});
