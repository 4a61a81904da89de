import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { layDatabaseCable, type DatabaseCable } from '#server/testing/database-cable.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const environment = {
  TRUSTED_PROXY_HOPS: '1',
  LIMIT_FAILED_PER_ACCOUNT_AND_IP: '10/15m',
  LIMIT_FAILED_PER_ACCOUNT: '50/60m',
  LIMIT_CHECKS_PER_IP: '60/10m',
  LIMIT_REGISTRATIONS_PER_IP: '20/60m',
};

let watcher: TestServer;
let server: TestServer;
let cable: DatabaseCable;
let locker: Database;
let person: Person;
let lastAddress = 0;
let address = '';

beforeAll(async () => {
  watcher = await startTestServer();
  cable = await layDatabaseCable(watcher.databaseUrl);
  server = await startTestServer({ environment, replicaOf: { ...watcher, databaseUrl: cable.url } });
  locker = createDatabase(watcher.databaseUrl);
});
afterAll(async () => {
  await server.close();
  await cable.pull();
  await locker.destroy();
  await watcher.close();
});
beforeEach(async () => {
  person = await registerPerson(watcher);
  address = `198.51.100.${(lastAddress += 1)}`;
  await watcher.db.deleteFrom('limit_counters').execute();
});
afterEach(() => watcher.db.deleteFrom('limit_counters').execute());

function send(procedure: string, input: unknown, to = server): Promise<Answer> {
  return to.newBrowser().mutate(procedure, input, { headers: { 'x-forwarded-for': address } });
}

const signIn = (password: string) => send('auth.login', { identifier: person.email, password });

/** What is counted, the greatest first. */
async function counted(): Promise<number[]> {
  const rows = await watcher.db.selectFrom('limit_counters').select('used').orderBy('used', 'desc').execute();
  return rows.map(({ used }) => used).filter((used) => used > 0);
}

/** Pulls the database's cable at the moment in which the server waits for a lock on `table`. */
async function loseDatabaseAt(table: 'users' | 'audit_events', call: () => Promise<Answer>): Promise<Answer> {
  const answer = await locker.transaction().execute(async (transaction) => {
    const mode = table === 'users' ? 'exclusive' : 'access exclusive';
    await sql`lock table ${sql.table(table)} in ${sql.raw(mode)} mode`.execute(transaction);
    const pending = call();
    await expect.poll(backendsThatWait).toBeGreaterThan(0);
    await cable.pull();
    return pending;
  });
  await cable.plugIn();
  return answer;
}

async function backendsThatWait(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(watcher.db);
  return rows[0]!.count;
}

test('a failed check of the current password costs nothing when the database is lost meanwhile', async () => {
  const check = () =>
    server
      .newBrowser()
      .mutate(
        'auth.reauthenticate',
        { password: 'not the password' },
        { headers: { 'x-forwarded-for': address }, cookies: Object.fromEntries(person.browser.jar) },
      );
  const answer = await loseDatabaseAt('audit_events', check);
  expect(answer.status).toBe(503);
  expect((await check()).status).toBe(400);
  expect(await counted()).toEqual([1, 1]);
});

test('a right sign-in costs the address nothing when the database is lost meanwhile', async () => {
  const answer = await loseDatabaseAt('users', () => signIn(person.password));
  expect(answer.status).toBe(503);
  expect((await signIn(person.password)).status).toBe(200);
  expect(await counted()).toEqual([1]);
});

test('a registration costs the address nothing when the database is lost meanwhile', async () => {
  const input = { email: `new-${person.email}`, password: person.password };
  const answer = await loseDatabaseAt('users', () => send('auth.register', input));
  expect(answer.status).toBe(503);
  expect((await send('auth.register', input)).status).toBe(200);
  expect(await counted()).toEqual([1]);
});

test('sign-ins refused by a full hash queue count against no limit', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      send('auth.login', { identifier: `nobody${n}@example.com`, password: 'not the password' }),
    ),
  );
  const checked = answers.filter(({ status }) => status === 401).length;
  expect(answers.map(({ status }) => status)).toContain(503);
  expect(await counted()).toEqual([checked, ...Array(checked * 2).fill(1)]);
});

test('limit counters never deadlock under takes, refunds, successes and sweeps at once', async () => {
  const others = await Promise.all([registerPerson(watcher), registerPerson(watcher)]);
  const people = [person, ...others];
  const calls = Array.from({ length: 120 }, (_, n) => {
    const { email, password } = people[n % 3]!;
    const headers = { 'x-forwarded-for': `2001:db8:9:${n % 4}::1` };
    const input = { identifier: email, password: n % 5 === 0 ? password : 'not the password' };
    return server.newBrowser().mutate('auth.login', input, { headers });
  });
  const sweeps = Array.from({ length: 30 }, () =>
    sql`delete from limit_counters where key in
        (select key from limit_counters where resets_at <= now() + interval '1 hour' limit 5 for update skip locked)`.execute(
      locker,
    ),
  );
  const answers = await Promise.all(calls);
  await Promise.all(sweeps);
  for (const { status } of answers) expect([200, 401, 429, 503]).toContain(status);
  expect(server.logLines.filter((line) => line.includes('deadlock'))).toEqual([]);
});

test('limit counters survive a restart, and begin anew under another secret', async () => {
  for (let n = 0; n < 10; n += 1) await signIn('not the password');
  expect((await signIn('not the password')).status).toBe(429);
  const restarted = await startTestServer({ environment, replicaOf: watcher });
  const secret = 'another-secret-of-the-tests-0123456789-xyz';
  const rotated = await startTestServer({
    environment: {
      ...environment,
      AUTH_SECRET: secret,
      AUTH_SECRET_PREVIOUS: watcher.config.authSecrets.current,
    },
    replicaOf: watcher,
  });
  const input = { identifier: person.email, password: 'not the password' };
  const statuses = [
    (await send('auth.login', input, restarted)).status,
    (await send('auth.login', input, rotated)).status,
  ];
  await restarted.close();
  await rotated.close();
  expect(statuses).toEqual([429, 401]);
});
