import { sql, type Insertable } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import type { Sessions } from '#server/db/schema.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

const userId = '019a0000-0000-7000-8000-000000000001';
const hash = Buffer.alloc(32, 1);
let db: Database;
let drop: () => Promise<void>;
let count = 0;

beforeAll(async () => {
  const database = await createTestDatabase();
  // A connection reports its statistics for itself: one, so that all of them are seen.
  db = createDatabase(database.url, { maxConnections: 1 });
  drop = database.drop;
  const user = { id: userId, email: 'ivan@example.org', username: 'ivan', hashed_password: 'x' };
  await db.insertInto('users').values(user).execute();
});

afterAll(async () => {
  await db.destroy();
  await drop();
});

function insert(values: Partial<Insertable<Sessions>>) {
  count += 1;
  return db
    .insertInto('sessions')
    .values({
      user_id: userId,
      id: `019a0000-0000-7000-8000-${String(count).padStart(12, '0')}`,
      refresh_token_hash: hash,
      remember_me: false,
      channel: 'cookie',
      expires_at: '2100-01-01T00:00:00Z',
      ...values,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

it.each([
  ['refresh_token_hash', { refresh_token_hash: Buffer.alloc(31) }],
  ['previous_token_hash', { previous_token_hash: Buffer.alloc(33) }],
  ['generation', { generation: -1 }],
  ['channel', { channel: 'carrier-pigeon' as 'cookie' }],
  ['revoked', { revoked_at: '2026-01-01T00:00:00Z' }],
  ['revoked', { revoked_reason: 'logout' }],
])('the sessions table refuses an impossible %s', async (what, values) => {
  await expect(insert(values)).rejects.toMatchObject({ constraint: `sessions_${what}_check` });
});

it('the sessions table refuses a session of nobody', async () => {
  const stranger = { user_id: '019a0000-0000-7000-8000-000000000002' };
  await expect(insert(stranger)).rejects.toMatchObject({ constraint: 'sessions_user_id_fkey' });
});

it('the sessions table starts a session at generation 0, seen and rotated now', async () => {
  const session = await insert({});
  expect(session).toMatchObject({ generation: 0, previous_token_hash: null, revoked_at: null });
  expect(session.rotated_at).toEqual(session.created_at);
  expect(session.last_seen_at).toEqual(session.created_at);
});

it('the sessions table keeps rotated rows on their page, so that rotations do not swell the indexes', async () => {
  await Promise.all(Array.from({ length: 300 }, () => insert({ device_info: 'x'.repeat(200) })));
  // One of each page. An earlier rotation makes room only while nobody, such as a vacuum, looks at the page.
  const { rows: sessions } = await sql<{ id: string }>`
      select distinct on ((ctid::text::point)[0]) id from sessions`.execute(db);
  expect(sessions.length).toBeGreaterThan(5);
  const before = await hotUpdates();
  for (const { id } of sessions)
    await db
      .updateTable('sessions')
      .set({ generation: 1, rotated_at: sql`now()` })
      .where('id', '=', id)
      .execute();
  expect((await hotUpdates()) - before).toBe(sessions.length);
  const { rows } = await sql<{ options: string[] }>`
      select reloptions as options from pg_class where oid = 'sessions'::regclass`.execute(db);
  expect(rows[0]?.options).toEqual(['fillfactor=80']);
});

it('the sessions table loses its rows with their user', async () => {
  await insert({});
  await db.deleteFrom('users').where('id', '=', userId).execute();
  expect(await db.selectFrom('sessions').select('id').execute()).toEqual([]);
});

async function hotUpdates(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const read = sql<{ hot: string }>`select pg_stat_get_tuples_hot_updated('sessions'::regclass)::text as hot`;
  return Number((await read.execute(db)).rows[0]?.hot);
}

it('the permissions table gives administrators every permission of the product, and users none', async () => {
  const rows = await db.selectFrom('permissions').selectAll().orderBy('permission').execute();
  expect(rows).toEqual(
    ['audit:read', 'mails:read', 'mails:write', 'users:read', 'users:write'].map((permission) => ({
      role: 'admin',
      permission,
    })),
  );
});
