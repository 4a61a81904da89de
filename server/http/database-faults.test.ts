import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { layDatabaseCable, type DatabaseCable } from '#server/testing/database-cable.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

/** A connection and a statement are waited for three seconds each, and a moment. */
const timeoutMillis = 8000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cable: DatabaseCable;
let operator: Database;
let server: TestServer;
let person: Person;
beforeEach(async () => {
  database = await createTestDatabase();
  cable = await layDatabaseCable(database.url);
  operator = createDatabase(database.url);
  server = await startTestServer({ databaseUrl: cable.url });
  person = await registerPerson(server);
});
afterEach(async () => {
  await cable.pull();
  await server.close();
  await operator.destroy();
  await database.drop();
});

/** A connection that was cut a moment ago may cost one caller a 503. The next one is answered. */
async function statusWhenServed(call: () => Promise<Answer>): Promise<number> {
  for (let tries = 0; tries < 10; tries += 1) {
    const { status } = await call();
    if (status !== 503) return status;
  }
  return 503;
}

test('while the database is silent, calls that need it wait for the timeout, and others do not', async () => {
  cable.isSilent = true;
  const startedAt = performance.now();
  const waiting = [
    person.browser.query('users.me'),
    person.browser.query('auth.session'),
    person.browser.mutate('auth.refresh'),
    person.browser.mutate('auth.logout'),
    person.browser.send('/readyz'),
  ];
  const stranger = server.newBrowser();
  const [alive, health, session, unknown] = await Promise.all([
    stranger.send('/healthz'),
    stranger.query('system.health'),
    stranger.query('auth.session'),
    stranger.query('users.me'),
  ]);
  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect([alive.status, health.status, session.status, unknown.status]).toEqual([200, 200, 200, 401]);

  const answers = await Promise.all(waiting);
  expect(performance.now() - startedAt).toBeLessThan(timeoutMillis);
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
  expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(['2', '2', '2', '2', '2']);
  expect(answers.flatMap(({ setCookies }) => setCookies)).toEqual([]);

  cable.isSilent = false;
  await expect.poll(async () => (await person.browser.query('users.me')).status, { timeout: 2000 }).toBe(200);
  await expect.poll(async () => (await person.browser.send('/readyz')).status, { timeout: 2000 }).toBe(200);
});

/** What one address may have hashed at once for registrations on the smallest machine. */
const placesOfOneAddress = 2;

test('a stopped database is answered with 503, and calls succeed once it is back', async () => {
  await cable.pull();
  const away = await person.browser.query('users.me');
  expect(away.status).toBe(503);
  expect(away.error).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect((await person.browser.send('/readyz')).status).toBe(503);
  expect((await person.browser.send('/healthz')).status).toBe(200);
  expect((await person.browser.mutate('auth.refresh')).setCookies).toEqual([]);

  await cable.plugIn();
  expect((await person.browser.query('users.me')).status).toBe(200);
  expect((await person.browser.send('/readyz')).status).toBe(200);
  expect((await person.browser.mutate('auth.refresh')).status).toBe(200);
});

test('no acknowledged account is lost when the database stops, and callers see 200 or 503 only', async () => {
  const newcomers = Array.from({ length: placesOfOneAddress }, (_, n) => ({
    email: `newcomer${n}@example.com`,
    password: 'a long enough password',
  }));
  const registering = newcomers.map((newcomer) => server.newBrowser().mutate('auth.register', newcomer));
  await Promise.race(registering);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(operator);
  const statuses = (await Promise.all(registering)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);

  const acknowledged = newcomers.filter((_, n) => statuses[n] === 200);
  expect(acknowledged.length).toBeGreaterThan(0);
  for (const { email: identifier, password } of acknowledged) {
    const signIn = () => server.newBrowser().mutate('auth.login', { identifier, password });
    expect(await statusWhenServed(signIn)).toBe(200);
  }
  expect(await statusWhenServed(() => person.browser.query('users.me'))).toBe(200);
});
