import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { down, up } from '#migrations/0009-tell-look-alike-usernames.ts';
import { createDatabase, type Database } from '#server/db/database.ts';
import { usernameSkeleton } from '#server/security/identifiers.ts';
import { waiters } from '#server/testing/row-queue.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

let db: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  db = createDatabase(database.url);
  drop = database.drop;
});
afterAll(async () => {
  await db.destroy();
  await drop();
});
beforeEach(async () => {
  await db.deleteFrom('users').execute();
});

/** As migrations see it: without the tables of the newest schema. */
const untyped = () => db as unknown as Kysely<unknown>;

let count = 0;

/** The row's id, or undefined when the name is passed over. */
async function insert(username: string, createdAt = '2026-01-01T00:00:00Z'): Promise<string | undefined> {
  count += 1;
  const row = await db
    .insertInto('users')
    .values({ email: `user${count}@example.org`, username, hashed_password: 'x', created_at: createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

const rename = (id: string, username: string) =>
  db.updateTable('users').set({ username }).where('id', '=', id).execute();

async function skeletons(): Promise<(string | null)[]> {
  const rows = await db.selectFrom('users').select('username_skeleton').orderBy('created_at').execute();
  return rows.map(({ username_skeleton: skeleton }) => skeleton);
}

test('the database and the server see the same look-alikes in every letter a name may have', async () => {
  const letters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((letter) =>
    /[A-Za-z\d._\-\u00c0-\u02af\u0400-\u052f\u1d00-\u1d2b\u1e00-\u1eff]|\p{Default_Ignorable_Code_Point}/u.test(
      letter,
    ),
  );
  expect(letters.length).toBeGreaterThan(1000);
  const names = letters.map((letter) => `x${letter}rn${letter}`);
  const { rows } = await sql<{ skeleton: string }>`select username_skeleton(name) as skeleton
    from unnest(${names}::text[]) with ordinality as listed (name, place) order by place`.execute(db);
  const different = rows.filter(({ skeleton }, at) => skeleton !== usernameSkeleton(names[at]!));
  expect(different).toEqual([]);
});

test.each([
  ['mike', 'MIKE'],
  ['mike', 'rnike'],
  ['mike', 'm.i_k-e'],
  ['mike', 'mlke'],
  ['mike', 'm1ke'],
  ['mike', 'mıke'],
  ['boss', 'b0ss'],
  ['apex', 'арех'],
  ['bob', 'ВОВ'],
  ['admin', 'ɑdmin'],
  ['admin', 'admin\ufe0f'],
  ['admin', 'ad\u034fmin'],
  ['ёлка', 'ËЛКА'],
  ['роза', 'ро3а'],
  ['море', 'морҽ'],
  ['golf', 'golẝ'],
  ['Ðavid', 'Đavid'],
  ['ionuș', 'ionuş'],
  ['sămi', 'sǎmi'],
  ['bône', 'bȏne'],
])('the usernames %s and %s are one to the database', async (one, other) => {
  expect(await insert(one)).toBeDefined();
  expect(await insert(other)).toBe(undefined);
  const third = await insert('somebody');
  await expect(rename(third!, other)).rejects.toMatchObject({ code: '23505' });
});

test.each([
  ['mike2', 'mike3'],
  ['елка', 'ёлка'],
  ['jose', 'josé'],
  ['anna', 'anne'],
])('the usernames %s and %s are two', async (one, other) => {
  expect(await insert(one)).toBeDefined();
  expect(await insert(other)).toBeDefined();
});

test('of older look-alike usernames the oldest account owns the name, and all profiles stay', async () => {
  await down(untyped());
  await insert('M1KE', '2026-01-02T00:00:00Z');
  await insert('mike', '2026-01-01T00:00:00Z');
  await insert('anna', '2026-01-03T00:00:00Z');
  const before = await db
    .selectFrom('users')
    .select(['username', 'updated_at'])
    .orderBy('username')
    .execute();
  await up(untyped());
  expect(await skeletons()).toEqual(['mlke', null, 'anna']);
  expect(
    await db.selectFrom('users').select(['username', 'updated_at']).orderBy('username').execute(),
  ).toEqual(before);
  expect(await insert('m.ike')).toBe(undefined);
});

test("an account whose older username is another's may change anything but that name", async () => {
  await down(untyped());
  await insert('mike', '2026-01-01T00:00:00Z');
  const id = await insert('m1ke', '2026-01-02T00:00:00Z');
  await up(untyped());
  await db.updateTable('users').set({ theme: 'light', username: 'm1ke' }).where('id', '=', id!).execute();
  await expect(rename(id!, 'M1ke')).rejects.toMatchObject({ constraint: 'users_username_skeleton_key' });
  await rename(id!, 'michael');
  expect(await skeletons()).toEqual(['mlke', 'mlchael']);
});

test('a username that its owner left is refused to others for thirty days', async () => {
  const owner = await insert('mike');
  const other = await insert('anna');
  await rename(owner!, 'michael');
  expect(await insert('M1ke')).toBe(undefined);
  await expect(rename(other!, 'mike')).rejects.toMatchObject({ constraint: 'users_username_skeleton_key' });
  await rename(owner!, 'mike');
  expect(await skeletons()).toContain('mlke');
  expect(await insert('michael')).toBe(undefined);
});

test('a username that its owner left is free after thirty days', async () => {
  const owner = await insert('mike');
  await rename(owner!, 'michael');
  await sql`update former_usernames set kept_until = now() - interval '1 second'`.execute(db);
  expect(await insert('mike')).toBeDefined();
  await expect(rename(owner!, 'mike')).rejects.toMatchObject({ code: '23505' });
});

test('a username stays with its owner against one who waited for its release', async () => {
  const owner = await insert('mike');
  let waiting: Promise<unknown> = Promise.resolve();
  await db.transaction().execute(async (leaving) => {
    await leaving.updateTable('users').set({ username: 'michael' }).where('id', '=', owner!).execute();
    waiting = insert('mike').catch((error: { constraint?: string }) => error.constraint);
    for (let held = 0; held === 0;) held = await waiters(db);
  });
  expect(await waiting).toBe('users_username_skeleton_key');
});
