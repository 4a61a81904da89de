import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFile, writeFile } from 'node:fs/promises';
import { createDatabase, type Database } from '#server/db/database.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { openScratchCluster } from '#tools/embedded-postgres/embedded-postgres.ts';
import { grantServerRole } from '#server/db/server-role.ts';
import { createMaintenanceService } from '#server/jobs/maintenance.service.ts';
import { createRepositories } from '#server/repositories.ts';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer } from '#server/testing/test-server.ts';

const role = `server-${randomBytes(4).toString('hex')}`;
const password = 'a p@ss/word';
const rules = { sessionIdleMinutes: 0, rotationsPerSession: null };
const said: string[] = [];
let cluster: Awaited<ReturnType<typeof openScratchCluster>>;
let owner: Database;
let server: Database;

/** The cluster's own URL as another role: https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS */
function urlWith(given: string): string {
  const url = cluster.url.replace(/user=[^&]+/, '');
  return `${url}&user=${role}&password=${encodeURIComponent(given)}`;
}

function grant(given: string): Promise<void> {
  const urls = { owner: cluster.url, server: urlWith(given) };
  return grantServerRole(urls, (line) => void said.push(line));
}

/** The cluster trusts whoever reaches its socket; this role has to give its password. */
async function askForPassword(): Promise<void> {
  const { rows } = await sql<{ file: string }>`select current_setting('hba_file') as file`.execute(owner);
  const { file = '' } = rows[0] ?? {};
  await writeFile(file, `local all "${role}" scram-sha-256\n${await readFile(file, 'utf8')}`);
  await sql`select pg_reload_conf()`.execute(owner);
}

beforeAll(async () => {
  cluster = await openScratchCluster(() => undefined);
  await migrateToLatest(cluster.url, () => undefined);
  owner = createDatabase(cluster.url);
  await askForPassword();
  await Promise.all([grant(password), grant(password)]);
  server = createDatabase(urlWith(password));
}, 60_000);
afterAll(async () => {
  await server?.destroy();
  await owner?.destroy();
  await cluster?.close();
});

function insertEvent(ago: string) {
  return sql`insert into audit_events (id, event, request_id, occurred_at)
    values (gen_random_uuid(), 'signed-in', 'a-request', now() - ${ago}::interval)`.execute(server);
}

test.each([
  'update audit_events set event = event',
  'delete from audit_events',
  'truncate audit_events',
  "insert into audit_events (id, event, request_id) values (gen_random_uuid(), 'x', 'x') on conflict (id) do update set event = 'x'",
  'select 1 from audit_events for update',
  'alter table audit_events disable trigger all',
  'create trigger t before insert on users for each row execute function refuse_audit_change()',
  'create or replace function refuse_audit_change() returns trigger language plpgsql as $$ begin return old; end $$',
  'create table mine (id int)',
  'create temporary table mine (id int)',
  'create schema mine',
  'create function mine() returns int language sql as $$ select 1 $$',
  'drop table limit_counters',
  'alter table users add column mine int',
  'truncate users cascade',
  "insert into permissions (role, permission) values ('user', 'users:write')",
  'delete from migration_hashes',
  'update kysely_migration_lock set is_locked = 1',
  'set session_replication_role = replica',
  "copy users to program 'cat'",
  'create role mine',
  `alter role ${JSON.stringify(role)} superuser`,
  'alter function forget_audit_events(integer, integer) owner to current_user',
])("the server's role is refused: %s", async (statement) => {
  await insertEvent('1 second');
  await expect(sql.raw(statement).execute(server)).rejects.toMatchObject({ code: '42501' });
});

test.each([89, 0, -1, null])("the server's role cannot sweep events at an age of %s days", async (days) => {
  const forget = sql`select forget_audit_events(${days}::int, 1000)`.execute(server);
  await expect(forget).rejects.toThrow('audit_events is append-only');
});

test("the server's role does not follow its search path to another table of the same name", async () => {
  const client = createDatabase(urlWith(password), { maxConnections: 1 });
  await sql`create schema decoy`.execute(owner);
  await sql`create table decoy.audit_events as select now() - interval '500 days' as occurred_at`.execute(
    owner,
  );
  await sql`grant all on schema decoy to public`.execute(owner);
  await sql`grant all on decoy.audit_events to public`.execute(owner);
  await sql`set search_path = decoy, public`.execute(client);
  await sql`select forget_audit_events(90, 1000)`.execute(client);
  expect((await sql`select 1 from decoy.audit_events`.execute(owner)).rows).toHaveLength(1);
  await client.destroy();
});

test("the server's role sweeps old rows and keeps younger ones", async () => {
  await insertEvent('400 days 1 hour');
  await insertEvent('399 days 23 hours');
  const before = await owner.selectFrom('audit_events').select('id').execute();
  await createMaintenanceService(createRepositories(server, rules)).sweep();
  expect(await owner.selectFrom('audit_events').select('id').execute()).toHaveLength(before.length - 1);
});

test("the server's role starts a server when no migration is missing", async () => {
  expect(await migrateToLatest(urlWith(password), () => undefined)).toEqual([]);
});

test("the server's role is enough for a server to register, sign in, change and delete", async () => {
  const running = await startTestServer({ databaseUrl: urlWith(password) });
  const { browser, password: oldPassword } = await registerPerson(running);
  expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
  expect((await browser.mutate('auth.refresh')).status).toBe(200);
  const newPassword = `another password ${randomBytes(8).toString('hex')}`;
  const change = await browser.mutate('account.changePassword', {
    currentPassword: oldPassword,
    newPassword,
  });
  expect(change.status).toBe(200);
  expect((await browser.query('account.activity')).data.items.length).toBeGreaterThan(1);
  expect((await browser.mutate('account.delete', { password: newPassword })).status).toBe(200);
  await running.close();
});

test("the server's role gets its rights on a table of a later migration", async () => {
  await sql`create table later (id int)`.execute(owner);
  const { numAffectedRows } = await sql`insert into later values (1)`.execute(server);
  expect(numAffectedRows).toBe(1n);
  await sql`drop table later`.execute(owner);
});

test('a role gets the password of the URL, unless it can sign in already', async () => {
  await grant(password);
  await grant('another');
  const again = createDatabase(urlWith('another'));
  await sql`select 1`.execute(again);
  await again.destroy();
  expect(said.filter((line) => line.startsWith('Making'))).toHaveLength(1);
  expect(said.filter((line) => line.startsWith('Setting'))).toHaveLength(1);
  expect(said.join()).not.toContain('another');
});

test('a role with needless rights is reported and left alone', async () => {
  await sql`alter role ${sql.id(role)} superuser`.execute(owner);
  await grant('a third');
  await sql`alter role ${sql.id(role)} nosuperuser`.execute(owner);
  expect(said.at(-1)).toBe(`The server's role ${role} may more than it should; it is left as it is`);
});
