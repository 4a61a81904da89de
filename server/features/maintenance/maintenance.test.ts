import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMaintenanceService } from '#server/features/maintenance/maintenance.service.ts';
import { createRepositories } from '#server/repositories.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
  person = await registerPerson(server);
});
afterAll(() => server.close());

function sweep(): Promise<number> {
  const rules = { sessionIdleMinutes: 0, rotationsPerSession: null };
  return createMaintenanceService(createRepositories(server.db, rules)).sweep();
}

/** Sessions that came to their end so many days ago: by expiry, or by a sign-out before it. */
async function addEnded(count: number, daysAgo: number, isRevoked: boolean): Promise<void> {
  const end = sql`now() - make_interval(days => ${daysAgo}::int)`;
  const times = isRevoked ? sql`now() + interval '1 day', ${end}, 'logout'` : sql`${end}, null, null`;
  await sql`insert into sessions
      (user_id, id, refresh_token_hash, remember_me, channel, expires_at, revoked_at, revoked_reason)
    select ${person.id}::uuid, gen_random_uuid(), sha256(n::text::bytea), false, 'cookie', ${times}
    from generate_series(1, ${count}::int) n`.execute(server.db);
}

async function rowsOf(
  table: 'sessions' | 'limit_counters' | 'audit_events' | 'known_devices',
): Promise<number> {
  const rows = await server.db
    .selectFrom(table)
    .select(sql`1`.as('one'))
    .execute();
  return rows.length;
}

test('a session leaves thirty days after its end, however it ended, in batches and by any number of replicas', async () => {
  const before = await rowsOf('sessions');
  await addEnded(3, 29, false);
  await addEnded(2, 29, true);
  await addEnded(1500, 31, false);
  await addEnded(900, 31, true);
  await Promise.all([sweep(), sweep(), sweep()]);
  await sweep();
  expect(await rowsOf('sessions')).toBe(before + 5);
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('a counter leaves with its window', async () => {
  await sql`insert into limit_counters (key, used, resets_at) values
    ('over', 1, now()), ('running', 1, now() + interval '1 hour')`.execute(server.db);
  expect(await sweep()).toBe(1);
  expect(await rowsOf('limit_counters')).toBe(1);
});

test('what happened leaves after 400 days, and not before', async () => {
  const before = await rowsOf('audit_events');
  await sql`insert into audit_events (id, occurred_at, event, request_id) values
    (gen_random_uuid(), now() - interval '401 days', 'signed-in', 'old'),
    (gen_random_uuid(), now() - interval '399 days', 'signed-in', 'kept')`.execute(server.db);
  expect(await sweep()).toBe(1);
  expect(await rowsOf('audit_events')).toBe(before + 1);
});

test('a device that nobody used for 400 days is forgotten', async () => {
  const before = await rowsOf('known_devices');
  await sql`insert into known_devices (user_id, token_hash, last_used_at) values
    (${person.id}, sha256('old'), now() - interval '401 days'),
    (${person.id}, sha256('kept'), now() - interval '399 days')`.execute(server.db);
  expect(await sweep()).toBe(1);
  expect(await rowsOf('known_devices')).toBe(before + 1);
});
