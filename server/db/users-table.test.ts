import { sql, type Insertable } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import type { Users } from '#server/db/schema.ts';
import { createEmptyDatabase, createTestDatabase } from '#server/testing/postgres.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';

let db: Database;
let drop: () => Promise<void>;
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

function insert(values: Partial<Insertable<Users>>) {
  count += 1;
  const row = {
    email: `user${count}@example.org`,
    username: `user${count}`,
    hashed_password: 'x',
    ...values,
  };
  return db.insertInto('users').values(row).returningAll().executeTakeFirstOrThrow();
}

it.each([
  ['no at sign', 'ivan.example.org'],
  ['two at signs', 'ivan@petr@example.org'],
  ['a domain without a dot', 'ivan@localhost'],
  ['a domain that ends in a dot', 'ivan@example.'],
  ['a space', 'ivan petr@example.org'],
  ['a line break', 'ivan@example.org\nbcc:all@example.org'],
  ['a C1 control character', 'ivan\u0085@example.org'],
  ['a line separator', 'ivan\u2028@example.org'],
])('the users table refuses an e-mail with %s', async (_, email) => {
  await expect(insert({ email })).rejects.toMatchObject({ constraint: 'users_email_check' });
});

it('the users table refuses an e-mail of 256 characters and keeps one of 255', async () => {
  await expect(insert({ email: `${'a'.repeat(244)}@example.org` })).rejects.toMatchObject({
    code: '22001',
  });
  const kept = await insert({ email: `${'a'.repeat(243)}@example.org` });
  expect(kept.email).toHaveLength(255);
});

it('the users table refuses a username that resembles an e-mail or hides a control character', async () => {
  await expect(insert({ username: 'ivan@example.org' })).rejects.toMatchObject({
    constraint: 'users_username_check',
  });
  await expect(insert({ username: 'ivan\u0007' })).rejects.toMatchObject({
    constraint: 'users_username_check',
  });
});

it.each([
  ['role', { role: 'root' as 'admin' }],
  ['locale', { locale: 'de' as 'en' }],
  ['theme', { theme: 'pink' as 'dark' }],
  ['number_format', { number_format: 'roman' as 'auto' }],
  ['max_chats', { max_chats: -1 }],
  ['version', { version: 0 }],
  ['oauth', { oauth_provider: 'google' }],
])('the users table refuses a value of %s outside its list', async (column, values) => {
  await expect(insert(values)).rejects.toMatchObject({ constraint: `users_${column}_check` });
});

it('the users table gives a bare row the documented defaults', async () => {
  expect(await insert({})).toMatchObject({
    role: 'user',
    is_active: true,
    max_chats: 10,
    locale: 'en',
    theme: 'dark',
    time_zone: 'UTC',
    base_currency: 'USD',
    number_format: 'auto',
    version: 1,
    last_login_at: null,
  });
});

it('the users table gives one account of a provider to one user only', async () => {
  const account = { oauth_provider: 'google', oauth_provider_id: '42' };
  await insert(account);
  await expect(insert(account)).rejects.toMatchObject({ constraint: 'users_oauth_key' });
});

it('the users table returns a Telegram id above 2^53 digit by digit', async () => {
  const { telegram_chat_id } = await insert({ telegram_chat_id: '9007199254740993' });
  expect(telegram_chat_id).toBe('9007199254740993');
});

it('the users table changes updated_at when the profile changes, and only then', async () => {
  const { id } = await insert({});
  await sql`alter table users disable trigger users_updated_at`.execute(db);
  await sql`update users set updated_at = '2001-01-01' where id = ${id}`.execute(db);
  await sql`alter table users enable trigger users_updated_at`.execute(db);
  const update = (changes: object) =>
    db
      .updateTable('users')
      .set(changes)
      .where('id', '=', id)
      .returning('updated_at')
      .executeTakeFirstOrThrow();

  const same = await update({ theme: 'dark' });
  const signedIn = await update({
    last_login_at: new Date(),
    hashed_password: 'the same, in a newer form',
  });
  const changed = await update({ theme: 'light' });

  expect(same.updated_at.getUTCFullYear()).toBe(2001);
  expect(signedIn.updated_at.getUTCFullYear()).toBe(2001);
  expect(changed.updated_at.getUTCFullYear()).toBeGreaterThan(2001);
});

it.each([
  ['Latin capitals', 'anna@example.org', 'ANNA@EXAMPLE.ORG'],
  ['Cyrillic capitals', 'иван@пример.рф', 'ИВАН@Пример.РФ'],
  ['Cyrillic ё in capitals', 'пётр@пример.рф', 'ПЁТР@пример.рф'],
  ['a letter and its accent apart', 'йод@пример.рф', 'и\u0306од@пример.рф'],
  ['full-width letters', 'petr@example.org', 'ｐｅｔｒ@example.org'],
])('the users table refuses a second e-mail that differs in %s', async (_, first, second) => {
  await insert({ email: first });
  await expect(insert({ email: second })).rejects.toMatchObject({ constraint: 'users_email_key' });
});

it.each([
  ['Cyrillic capitals', 'мария', 'МАРИЯ'],
  ['Ukrainian and Kazakh capitals', 'їжақ', 'ЇЖАҚ'],
  ['a ligature', 'ﬁona', 'FIONA'],
])('the users table refuses a second username that differs in %s', async (_, first, second) => {
  await insert({ username: first });
  await expect(insert({ username: second })).rejects.toMatchObject({ constraint: 'users_username_key' });
});

it('the users table refuses a second name in a database of the C locale too', async () => {
  const plain = await createEmptyDatabase("lc_collate 'C' lc_ctype 'C' locale_provider libc");
  const other = createDatabase(plain.url);
  await migrateToLatest(plain.url, () => undefined);
  const rows = ['ИВАН', 'иван'].map((name) => ({
    email: `${name}@пример.рф`,
    username: name,
    hashed_password: 'x',
  }));
  const lowered = await sql<{ lowered: string }>`select lower('ИВАН') as lowered`.execute(other);

  const inserted = other.insertInto('users').values(rows).execute();

  await expect(inserted).rejects.toMatchObject({ code: '23505' });
  expect(lowered.rows[0]?.lowered).toBe('ИВАН');
  await other.destroy();
  await plain.drop();
});

it.each(['email', 'username'])('finding a user uses the index of %s', async (column) => {
  const plan = await db.transaction().execute(async (trx) => {
    // The table is nearly empty, where a scan is always cheaper.
    await sql`set local enable_seqscan = off`.execute(trx);
    const query = sql<{ 'QUERY PLAN': string }>`explain select id from users
        where canonical_identifier(${sql.ref(column)}) = canonical_identifier(${'ИВАН'})`;
    return (await query.execute(trx)).rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toMatch(new RegExp(`(Index Scan using|Bitmap Index Scan on) users_${column}_key`));
  expect(plan).toContain('иван');
});
