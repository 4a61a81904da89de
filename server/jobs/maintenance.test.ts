import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { createMaintenanceService } from '#server/jobs/maintenance.service.ts';
import type { SessionKey } from '#server/security/session-tokens.ts';
import { createRepositories, type Repositories } from '#server/repositories.ts';
import { withServer } from '#server/testing/fixtures.ts';
import { registerPerson, refreshWith, cookieOf, findSessions, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const rules = { sessionIdleMinutes: 0, rotationsPerSession: null };
type CrowdedStep = Awaited<ReturnType<Repositories['sessionEndings']['findCrowded']>>;

const sweeperOf = (db: Database) => createMaintenanceService(createRepositories(db, rules));
const sweep = (server: TestServer) => sweeperOf(server.db).sweep();

const test = withServer().extend('insertEnded', ({ server, person }) => {
  /** `count` sessions of that person or another one, each ended this long ago. */
  return async (count: number, column: 'expires_at' | 'revoked_at', ago: string, owner = person) => {
    const revoked = column === 'revoked_at' ? sql`now() - ${ago}::interval` : sql`null`;
    const expires = column === 'expires_at' ? sql`now() - ${ago}::interval` : sql`now() + interval '1 day'`;
    await sql`insert into sessions
      (user_id, id, refresh_token_hash, remember_me, channel, expires_at, revoked_at, revoked_reason)
      select ${owner.id}, gen_random_uuid(), ${randomBytes(32)}, false, 'cookie', ${expires}, ${revoked},
        case when ${column} = 'revoked_at' then 'logout' end from generate_series(1, ${count})`.execute(
      server.db,
    );
  };
});

async function countOf(
  server: TestServer,
  table: 'sessions' | 'known_devices' | 'limit_counters',
): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${sql.table(table)}`.execute(server.db);
  return rows[0]!.count;
}

async function insertEvent(server: TestServer, person: Person, ago: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into audit_events (id, event, user_id, request_id, occurred_at)
    values (${id}, 'signed-in', ${person.id}, 'a-request', now() - ${ago}::interval)`.execute(server.db);
  return id;
}

async function hasEvent(server: TestServer, id: string): Promise<boolean> {
  return (
    (await server.db.selectFrom('audit_events').select('id').where('id', '=', id).execute()).length === 1
  );
}

test('maintenance keeps a left username reserved until its time is over', async ({ server, person }) => {
  await server.db.updateTable('users').set({ username: randomUUID() }).where('id', '=', person.id).execute();
  await sweep(server);
  const left = () => server.db.selectFrom('former_usernames').select('skeleton').execute();
  expect(await left()).toHaveLength(1);
  await sql`update former_usernames set kept_until = now() - interval '1 second'`.execute(server.db);
  await sweep(server);
  expect(await left()).toEqual([]);
});

test.for(['expires_at', 'revoked_at'] as const)(
  'maintenance keeps ended sessions for thirty days (%s), so that a late token is told why',
  async (column, { server, insertEnded }) => {
    await sweep(server);
    const before = await countOf(server, 'sessions');
    await insertEnded(3, column, '29 days 23 hours');
    await insertEnded(2, column, '30 days 1 hour');
    expect(await sweep(server)).toBe(2);
    expect((await countOf(server, 'sessions')) - before).toBe(3);
  },
);

test("maintenance sweeps ended sessions, keeps living ones, and a swept session's token is invalid", async ({
  server,
  person,
}) => {
  const token = cookieOf(person.browser, 'qp_refresh');
  await person.browser.mutate('auth.logout');
  await server.db
    .updateTable('sessions')
    .set({ revoked_at: sql`now() - interval '31 days'` })
    .where('user_id', '=', person.id)
    .execute();
  const other = await registerPerson(server);
  await sweep(server);
  expect((await refreshWith(server, token)).error?.code).toBe('REFRESH_INVALID');
  expect((await other.browser.query('users.me')).status).toBe(200);
});

test('two replicas sweep ended sessions by the thousand without waiting and never one twice', async ({
  server,
  locker,
  insertEnded,
}) => {
  await sweep(server);
  await insertEnded(4500, 'expires_at', '31 days');
  const repositories = createRepositories(server.db, rules);
  expect(await repositories.sessionEndings.deleteEnded(30, 1000)).toBe(1000);
  const removed = await Promise.all([sweep(server), sweeperOf(locker).sweep()]);
  const rest = await sweep(server);
  expect(removed[0] + removed[1] + rest).toBe(3500);
});

test("maintenance keeps a user's newest two hundred ended sessions, and every living one", async ({
  server,
  locker,
  person,
  insertEnded,
}) => {
  await sweep(server);
  const neighbour = await registerPerson(server);
  await insertEnded(150, 'revoked_at', '2 hours');
  await insertEnded(2000, 'expires_at', '3 hours');
  await insertEnded(60, 'revoked_at', '1 hour');
  await insertEnded(3, 'revoked_at', '29 days', neighbour);
  const removed = await Promise.all([sweep(server), sweeperOf(locker).sweep()]);
  expect(removed[0] + removed[1] + (await sweep(server))).toBe(2010);
  const rows = await findSessions(server, person.id);
  expect(rows.filter(({ revoked_at: revokedAt }) => revokedAt === null)).toHaveLength(1);
  expect(rows).toHaveLength(201);
  expect(await findSessions(server, neighbour.id)).toHaveLength(4);
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test("maintenance sweeps a user's surplus sessions wherever a step through the table ends", async ({
  server,
  person,
  insertEnded,
}) => {
  const { sessionEndings } = createRepositories(server.db, rules);
  await insertEnded(30, 'revoked_at', '1 hour');
  const found = new Set<string>();
  let after: SessionKey | null = { userId: nobody, sessionId: nobody };
  while (after) {
    const step: CrowdedStep = await sessionEndings.findCrowded(after, 10, 17);
    for (const id of step.crowded) found.add(id);
    after = step.next;
  }
  const { rows } = await sql<{ id: string }>`select user_id as id from sessions group by user_id
      having count(*) > 10`.execute(server.db);
  expect([...found].toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  expect(found).toContain(person.id);
});

test('maintenance counts sessions past their idle time as ended', async ({ server, person, insertEnded }) => {
  await insertEnded(250, 'revoked_at', '1 hour');
  await server.db
    .updateTable('sessions')
    .set({ revoked_at: null, revoked_reason: null, last_seen_at: sql`now() - interval '1 hour'` })
    .where('user_id', '=', person.id)
    .where('revoked_at', 'is not', null)
    .execute();
  const idle = createRepositories(server.db, { ...rules, sessionIdleMinutes: 5 });
  expect(await sweep(server)).toBe(0);
  expect(await createMaintenanceService(idle).sweep()).toBe(50);
});

test('maintenance skips ended sessions that another replica has locked', async ({
  server,
  locker,
  insertEnded,
}) => {
  await sweep(server);
  await insertEnded(5, 'expires_at', '31 days');
  const meanwhile = await locker.transaction().execute(async (transaction) => {
    await sql`select 1 from sessions where expires_at < now() - interval '30 days' limit 3 for update`.execute(
      transaction,
    );
    return sweep(server);
  });
  expect([meanwhile, await sweep(server)]).toEqual([2, 3]);
});

test('maintenance sweeps audit events older than four hundred days, and no younger ones', async ({
  server,
  person,
}) => {
  const old = await insertEvent(server, person, '400 days 1 hour');
  const young = await insertEvent(server, person, '399 days 23 hours');
  await sweep(server);
  expect([await hasEvent(server, old), await hasEvent(server, young)]).toEqual([false, true]);
});

test('the audit table refuses to change, forget or empty recent events', async ({ server, person }) => {
  const id = await insertEvent(server, person, '89 days');
  const attempts = [
    sql`update audit_events set event = 'signed-out' where id = ${id}`,
    sql`update audit_events set occurred_at = now() - interval '500 days' where id = ${id}`,
    sql`delete from audit_events where id = ${id}`,
    sql`truncate audit_events`,
    sql`insert into audit_events (id, event, request_id) values (${id}, 'signed-out', 'x')
        on conflict (id) do update set event = 'signed-out'`,
  ];
  for (const attempt of attempts) await expect(attempt.execute(server.db)).rejects.toThrow(/append-only/);
  expect(await hasEvent(server, id)).toBe(true);
});

test('maintenance keeps counts of security events for ninety days', async ({ server }) => {
  await sweep(server);
  await sql`insert into security_event_counts (minute, event, code, count) values
      (now() - interval '90 days 1 hour', 'sign-in-refused', 'INVALID_CREDENTIALS', 1),
      (now() - interval '89 days 23 hours', 'sign-in-refused', 'INVALID_CREDENTIALS', 2)`.execute(server.db);
  expect(await sweep(server)).toBe(1);
  expect(await server.db.selectFrom('security_event_counts').select('count').execute()).toEqual([
    { count: 2 },
  ]);
});

test('maintenance sweeps counters and devices past their time, and keeps those in use', async ({
  server,
  locker,
  person,
}) => {
  await sweep(server);
  const devices = await countOf(server, 'known_devices');
  await sql`insert into limit_counters (key, used, resets_at) values
      ('\\x01', 1, now() - interval '1 second'), ('\\x02', 1, now() + interval '1 minute')`.execute(
    server.db,
  );
  await sql`insert into known_devices (user_id, token_hash, last_used_at) values
      (${person.id}, ${randomBytes(32)}, now() - interval '399 days'),
      (${person.id}, ${randomBytes(32)}, now() - interval '401 days')`.execute(server.db);
  const returning = randomBytes(32);
  const sweeping = await locker.transaction().execute(async (transaction) => {
    const { devices: known } = createRepositories(transaction, rules);
    await sql`insert into known_devices (user_id, token_hash, last_used_at) values
        (${person.id}, ${returning}, now() - interval '401 days')`.execute(server.db);
    await known.remember(person.id, returning, 50);
    const removed = sweep(server);
    await expect.poll(() => countOf(server, 'limit_counters')).toBe(1);
    return { removed };
  });
  expect(await sweeping.removed).toBe(2);
  expect(await countOf(server, 'known_devices')).toBe(devices + 2);
});
