import { sql, type RawBuilder } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { findSessions, registerPerson, type Person } from '#server/testing/people.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let operator: Database;
let server: TestServer;
let person: Person;
beforeEach(async () => {
  database = await createTestDatabase();
  operator = createDatabase(database.url);
  server = await startTestServer({ databaseUrl: database.url });
  person = await registerPerson(server);
  await sql`update sessions set last_seen_at = now() - interval '1 hour'`.execute(operator);
});
afterEach(async () => {
  await server.close();
  await operator.destroy();
  await database.drop();
});

const run = (statement: string) => sql.raw(statement).execute(operator);

/** Every session of the server begins anew, under what the database says now. */
async function makeReadOnly(): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(operator);
  await run(`alter database ${rows[0]!.name} set default_transaction_read_only = on`);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(operator);
  await expect.poll(async () => (await person.browser.query('users.me')).status).toBe(200);
}

/** As a disk does that is full: whatever is written is refused by PostgreSQL itself, with this code. */
async function refuseWrites(code: string): Promise<void> {
  await run(`create function refuse_write() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = '${code}'; end $$`);
  for (const table of ['users', 'sessions', 'audit_events', 'limit_counters', 'known_devices'])
    await run(`create trigger refuse_write before insert or update on ${table}
      for each statement execute function refuse_write()`);
}

const faults: [string, () => Promise<void>][] = [
  ['read-only', makeReadOnly],
  ['full (53100)', () => refuseWrites('53100')],
  ['on a failing disk (58030)', () => refuseWrites('58030')],
];

describe.each(faults)('a database that is %s', (_, breakDatabase) => {
  test('a server answers reads and refuses writes with 503, which keep the cookies', async () => {
    await breakDatabase();
    const jar = new Map(person.browser.jar);
    const { email: identifier, password } = person;
    const reads = ['users.me', 'auth.session', 'sessions.list', 'account.activity'];
    for (const procedure of reads) {
      const answer = await person.browser.query(procedure);
      expect([procedure, answer.status]).toEqual([procedure, 200]);
    }
    expect((await person.browser.query('auth.session')).data).toMatchObject({ canRefresh: true });
    const writes: [string, unknown?][] = [
      ['auth.refresh'],
      ['auth.logout'],
      ['auth.login', { identifier, password }],
      ['auth.reauthenticate', { password }],
      ['users.updateProfile', { fullName: 'Somebody', version: 1 }],
      ['account.exportData'],
      ['sessions.revokeAll'],
    ];
    for (const [procedure, input] of writes) {
      const answer = await person.browser.mutate(procedure, input);
      expect([procedure, answer.status, answer.error?.code]).toEqual([procedure, 503, 'SERVICE_UNAVAILABLE']);
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]/);
    }
    expect(person.browser.jar).toEqual(jar);
    expect((await person.browser.send('/readyz')).status).toBe(200);
  });
});

test('a session whose row is locked is answered at once and noted as seen afterwards', async () => {
  const held: RawBuilder<unknown> = sql`select 1 from sessions for update`;
  await operator.transaction().execute(async (transaction) => {
    await held.execute(transaction);
    const startedAt = performance.now();
    expect((await person.browser.query('users.me')).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
  const isFresh = async () =>
    Date.now() - (await findSessions(server, person.id))[0]!.last_seen_at.getTime() < 60_000;
  await expect.poll(isFresh).toBe(true);
});
