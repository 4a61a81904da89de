import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { withParameter } from '#server/db/scratch-databases.ts';
import { runOperatorCommand } from '#server/testing/operator.ts';
import { registerPerson, signIn } from '#server/testing/people.ts';
import { createEmptyDatabase, createTestDatabase } from '#server/testing/postgres.ts';
import { startTestServer } from '#server/testing/test-server.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let operator: Database;
beforeEach(async () => {
  database = await createTestDatabase();
  operator = createDatabase(database.url, { applicationName: 'operator' });
});
afterEach(async () => {
  await operator.destroy();
  await database.drop();
});

async function setDefaults(db: Database, settings: string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  for (const setting of settings) await sql.raw(`alter database ${rows[0]!.name} set ${setting}`).execute(db);
}

/** What an operator of another program may have set for everybody. */
const strange = [
  "datestyle = 'German'",
  "intervalstyle = 'sql_standard'",
  "timezone = 'Asia/Kathmandu'",
  "bytea_output = 'escape'",
  'extra_float_digits = -15',
  'standard_conforming_strings = off',
  'array_nulls = off',
  'transform_null_equals = on',
  "default_transaction_isolation = 'serializable'",
  "search_path = 'pg_catalog'",
  'row_security = off',
  'lock_timeout = 1',
  'statement_timeout = 500',
  'idle_session_timeout = 500',
  'idle_in_transaction_session_timeout = 500',
  'jit_above_cost = 0',
  "client_encoding = 'latin1'",
];

test('a database with defaults of its own answers many who sign in at once', async () => {
  await setDefaults(operator, strange);
  const server = await startTestServer({ databaseUrl: database.url });
  const person = await registerPerson(server);
  const browsers = await Promise.all(Array.from({ length: 8 }, () => signIn(server, person)));
  const answers = await Promise.all(browsers.map((browser) => browser.query('users.me')));
  expect(answers.map(({ status }) => status)).toEqual(browsers.map(() => 200));
  expect(new Date(answers[0]!.data.createdAt).getTime()).toBeGreaterThan(Date.now() - 60_000);
  expect((await person.browser.send('/readyz')).status).toBe(200);
  await server.close();
});

test('a database with defaults of its own is migrated and administered', async () => {
  const empty = await createEmptyDatabase();
  const db = createDatabase(empty.url);
  await setDefaults(db, strange);
  await db.destroy();
  const listed = await runOperatorCommand(['migrate', 'up'], { DATABASE_URL: empty.url });
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Applied 0001-create-users, /) });
  const admin = await runOperatorCommand(['admin', 'list'], { DATABASE_URL: empty.url });
  expect(admin.code).toBe(0);
  await empty.drop();
});

test('a migration outlasts the time limits of a database with defaults of its own', async () => {
  const empty = await createEmptyDatabase();
  const db = createDatabase(empty.url);
  await setDefaults(db, strange);
  await db.destroy();
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  const slow =
    "export const up = (db) => db.selectNoFrom(({ fn, val }) => fn('pg_sleep', [val(1)]).as('slept')).execute();";
  await writeFile(join(folder, '0001-slow.ts'), `${slow}\nexport const down = up;\n`);
  expect(await migrateToLatest(empty.url, () => undefined, folder)).toEqual(['0001-slow']);
  await rm(folder, { recursive: true });
  await empty.drop();
});

test('the options of DATABASE_URL are kept, except where ours differ', async () => {
  const options = '-c search_path=pg_catalog -c work_mem=7MB';
  const own = createDatabase(withParameter(database.url, 'options', options));
  const { rows } = await sql<{ path: string; memory: string }>`
      select current_setting('search_path') as path, current_setting('work_mem') as memory`.execute(own);
  await own.destroy();
  expect(rows).toEqual([{ path: 'public', memory: '7MB' }]);
});

test('a database is migrated though another schema holds tables of the same names', async () => {
  const empty = await createEmptyDatabase();
  const db = createDatabase(empty.url);
  await sql`create schema other`.execute(db);
  for (const table of ['kysely_migration', 'kysely_migration_lock', 'migration_hashes', 'users'])
    await sql`create table ${sql.id('other', table)} (name text)`.execute(db);
  await setDefaults(db, ["search_path = 'other', 'public'"]);
  await db.destroy();
  expect(await migrateToLatest(empty.url, () => undefined)).not.toEqual([]);
  await empty.drop();
});

test("a database is refused when its schema public holds another program's migrations", async () => {
  const empty = await createEmptyDatabase();
  const db = createDatabase(empty.url);
  await sql`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255))`.execute(
    db,
  );
  await sql`insert into kysely_migration values ('2023_init', 'then')`.execute(db);
  await db.destroy();
  await expect(migrateToLatest(empty.url, () => undefined)).rejects.toThrow('of another program');
  await empty.drop();
});

test('a role that may create nothing in schema public is refused with the GRANT to type', async () => {
  const empty = await createEmptyDatabase();
  const db = createDatabase(empty.url);
  const role = `tenant_${Date.now()}`;
  await sql.raw(`create role ${role} login`).execute(db);
  const own = withParameter(empty.url, 'user', role);
  const refusal = await migrateToLatest(own, () => undefined).catch((error: unknown) => String(error));
  expect(refusal).toBe(
    `MigrationError: ${role} may not create tables in schema public: as the database's owner type GRANT USAGE, CREATE ON SCHEMA public TO ${role};`,
  );
  await sql.raw(/GRANT .*/.exec(String(refusal))![0]).execute(db);
  expect(await migrateToLatest(own, () => undefined)).not.toEqual([]);
  await db.destroy();
  await empty.drop();
  await sql.raw(`drop role ${role}`).execute(operator);
});

test('the PG* variables of the shell are ignored', async () => {
  const outcome = await runOperatorCommand(['migrate', 'check'], {
    DATABASE_URL: database.url,
    PGPORT: '5433',
    PGHOST: 'nowhere.invalid',
    PGUSER: 'nobody',
    PGPASSWORD: 'wrong',
    PGDATABASE: 'absent',
    PGSSLMODE: 'require',
    PGSSLNEGOTIATION: 'direct',
    PGOPTIONS: '-c search_path=pg_catalog',
    PGREPLICATION: 'database',
    PGCLIENTENCODING: 'latin1',
    PGSERVICE: 'absent',
    PGAPPNAME: 'x',
    PGCONNECT_TIMEOUT: '1',
  });
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
});

test('a column that is widened or added under a running server fails no call', async () => {
  const server = await startTestServer({ databaseUrl: database.url });
  const person = await registerPerson(server);
  const everything = async () => {
    const browsers = await Promise.all(Array.from({ length: 6 }, () => signIn(server, person)));
    const answers = await Promise.all(
      browsers.flatMap((browser) => [
        browser.query('users.me'),
        browser.query('sessions.list'),
        browser.query('account.activity'),
        browser.mutate('account.exportData'),
        browser.mutate('auth.refresh'),
      ]),
    );
    return answers.map(({ status }) => status).filter((status) => status !== 200);
  };
  expect(await everything()).toEqual([]);
  for (const change of [
    'alter table users alter hashed_password type varchar(300), add more text',
    'alter table sessions alter device_info type varchar(600), add more text',
    'alter table users alter locale type varchar(20)',
    'alter table users alter max_chats type bigint, alter version type bigint',
  ]) {
    await sql.raw(change).execute(operator);
    expect(await everything()).toEqual([]);
  }
  expect(server.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  await server.close();
});
