import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

let db: Database;
let drop: () => Promise<void>;
let id: string;
let count = 0;
beforeAll(async () => {
  const database = await createTestDatabase();
  db = createDatabase(database.url);
  drop = database.drop;
});
afterAll(async () => {
  await db.destroy();
  await drop();
});

async function insert(role: 'user' | 'admin'): Promise<string> {
  count += 1;
  const row = { email: `${count}@example.org`, username: `person-${count}`, hashed_password: 'x', role };
  const inserted = await db.insertInto('users').values(row).returning('id').executeTakeFirstOrThrow();
  return inserted.id;
}
beforeEach(async () => {
  id = await insert('user');
});

const change = (changes: object) => db.updateTable('users').set(changes).where('id', '=', id).execute();

async function told(userId = id) {
  return db
    .selectFrom('audit_events')
    .select(['event', 'details', 'request_id'])
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute();
}

async function byHand() {
  const { rows } = await sql<{ name: string }>`select session_user as name`.execute(db);
  return { request_id: `database: ${rows[0]!.name}` };
}

test('changes of role and of activity made in psql are audited in their order', async () => {
  await change({ role: 'admin' });
  await change({ is_active: false });
  await change({ is_active: true, role: 'user' });
  const byThem = await byHand();
  const events = await told();
  expect(events.slice(0, 2)).toEqual([
    { ...byThem, event: 'role-changed', details: { from: 'user', to: 'admin' } },
    { ...byThem, event: 'account-disabled', details: {} },
  ]);
  expect(events.slice(2)).toHaveLength(2);
  expect(events.slice(2)).toEqual(
    expect.arrayContaining([
      { ...byThem, event: 'role-changed', details: { from: 'admin', to: 'user' } },
      { ...byThem, event: 'account-enabled', details: {} },
    ]),
  );
});

test('an administrator made in psql is audited, and another new user is not', async () => {
  const made = await insert('admin');
  expect(await told(made)).toEqual([
    { ...(await byHand()), event: 'role-changed', details: { to: 'admin' } },
  ]);
  expect(await told()).toEqual([]);
});

test('a change in psql that changes nothing is not audited, nor is a deletion', async () => {
  await change({ role: 'user', is_active: true, full_name: 'Somebody' });
  await change({ is_active: false, deleted_at: sql`now()` });
  expect(await told()).toEqual([]);
});

test('a change in psql is undone when the audit table cannot be written', async () => {
  const refused = db.transaction().execute(async (transaction) => {
    await sql`alter table audit_events add constraint closed check (event <> 'role-changed') not valid`.execute(
      transaction,
    );
    await transaction.updateTable('users').set({ role: 'admin' }).where('id', '=', id).execute();
  });
  await expect(refused).rejects.toMatchObject({ code: '23514' });
  const user = await db.selectFrom('users').select('role').where('id', '=', id).executeTakeFirstOrThrow();
  expect(user.role).toBe('user');
});

test('an audit event of the database has an id of version 7, so that events stay in order', async () => {
  await change({ role: 'admin' });
  const row = await db
    .selectFrom('audit_events')
    .select('id')
    .where('user_id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  const madeAt = Number.parseInt(row.id.replace('-', '').slice(0, 12), 16);
  expect(Math.abs(Date.now() - madeAt)).toBeLessThan(60_000);
});
