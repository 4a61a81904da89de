import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { SUPERUSER } from '#tools/embedded-postgres/embedded-postgres.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { schemaStatus } from '#server/db/migrations/history.ts';
import { runOperatorCommand } from '#server/testing/operator.ts';
import { registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { pgBouncerAbsence, startPgBouncer, type RunningPgBouncer } from '#server/testing/pgbouncer.ts';
import { createEmptyDatabase, createTestDatabase } from '#server/testing/postgres.ts';
import { startTestServer } from '#server/testing/test-server.ts';

const absence = pgBouncerAbsence();
if (absence) process.stdout.write(`skipped: pooler.test.ts, because ${absence}\n`);

/** Told to drop what it does not know, as guides for other programs advise. */
const dropping =
  'ignore_startup_parameters = extra_float_digits,options,statement_timeout,idle_in_transaction_session_timeout';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pooler: RunningPgBouncer | undefined;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await pooler?.close();
  pooler = undefined;
  await database.drop();
});

async function pooled(...settings: string[]): Promise<string> {
  pooler = await startPgBouncer(database.url, settings);
  return pooler.url;
}

const start = (databaseUrl: string, DATABASE_POOLER = 'none') =>
  startTestServer({ databaseUrl, environment: { DATABASE_POOLER } });

async function onDatabase(statement: string): Promise<void> {
  const db = createDatabase(database.url);
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  await sql.raw(`alter database ${rows[0]!.name} ${statement}`).execute(db);
  await db.destroy();
}

/** Several people at once, so that connections change hands in the middle of everything; hashes wait their turn. */
async function useAllOfIt(server: Awaited<ReturnType<typeof start>>): Promise<number[]> {
  const people: Person[] = [];
  for (let count = 0; count < 6; count += 1) people.push(await registerPerson(server));
  const answers = await Promise.all(
    people.flatMap(({ browser }) => [
      browser.query('users.me'),
      browser.query('sessions.list'),
      browser.mutate('auth.refresh'),
      browser.query('account.activity'),
    ]),
  );
  for (const person of people) answers.push(await (await signIn(server, person)).query('users.me'));
  return [...new Set(answers.map(({ status }) => status))];
}

describe.skipIf(absence !== null)('through PgBouncer as it is shipped', () => {
  test('with DATABASE_POOLER=transaction every call is answered, and the server is ready', async () => {
    const server = await start(await pooled('default_pool_size = 3'), 'transaction');
    expect(await useAllOfIt(server)).toEqual([200]);
    expect((await server.newBrowser().send('/readyz')).status).toBe(200);
    await server.close();
  });

  test('without DATABASE_POOLER=transaction the start names the setting', async () => {
    await expect(start(await pooled())).rejects.toThrow(
      /^DATABASE_POOLER must be set: .*transaction.*unsupported startup parameter/,
    );
  });

  test("without DATABASE_POOLER=transaction an operator's command names the setting", async () => {
    const { code, stderr } = await runOperatorCommand(['admin', 'list'], { DATABASE_URL: await pooled() });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^DATABASE_POOLER must be set: .*\n$/)]);
  });

  test('the start refuses a pooler that drops our settings, before calls fail', async () => {
    await expect(start(await pooled(dropping))).rejects.toThrow(
      /^DATABASE_POOLER must be set: .*drops the settings/,
    );
  });

  test('the start refuses a pooler that keeps no prepared statements where the setting says it does', async () => {
    await expect(start(await pooled(), 'transaction-prepared')).rejects.toThrow(
      /^DATABASE_POOLER must be set: .*prepared statement/,
    );
  });

  test('the start and commands refuse a pooler that allows no transactions', async () => {
    const url = await pooled('pool_mode = statement');
    const told = /^DATABASE_POOLER leads to a pooler that allows no transactions: .*pool_mode/;
    await expect(start(url, 'transaction')).rejects.toThrow(told);
    const environment = { DATABASE_URL: url, DATABASE_POOLER: 'transaction' };
    const { code, stderr } = await runOperatorCommand(['migrate', 'up'], environment);
    expect([code, stderr]).toEqual([1, expect.stringMatching(told)]);
  });

  test.each([
    ["set datestyle = 'German'", "SET datestyle = 'ISO';"],
    [
      "set default_transaction_isolation = 'serializable'",
      "SET default_transaction_isolation = 'read committed';",
    ],
    ["set timezone = 'Asia/Tokyo'", "SET timezone = 'UTC';"],
    ["set search_path = 'pg_catalog'", "SET search_path = 'public';"],
    ['set standard_conforming_strings = off', "SET standard_conforming_strings = 'on';"],
  ])('a database with %s is refused with the ALTER ROLE to type', async (setting, remedy) => {
    await onDatabase(setting);
    const url = await pooled();
    const refusal = await start(url, 'transaction').then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(refusal).toMatch(/^ConfigError: DATABASE_POOLER .*ALTER ROLE postgres IN DATABASE \w+ SET/);
    expect(refusal).toContain(remedy);
    const [statement] = /ALTER ROLE [^;]*;/.exec(refusal) ?? [];
    const db = createDatabase(database.url);
    await sql.raw(statement!).execute(db);
    await db.destroy();
    await pooler?.close();
    const server = await start(await pooled(), 'transaction');
    await registerPerson(server);
    await server.close();
  });

  test('migrations run through the pooler, and past it with DATABASE_DIRECT_URL', async () => {
    const empty = await createEmptyDatabase();
    const bouncer = await startPgBouncer(empty.url, ['default_pool_size = 3']);
    const all = await Promise.all(
      Array.from({ length: 4 }, () => migrateToLatest(bouncer.url, () => undefined)),
    );
    expect(all.filter((names) => names.length > 0)).toHaveLength(1);
    const db = createDatabase(empty.url);
    expect(await schemaStatus(db)).toEqual({ ok: true });
    await db.destroy();
    const nowhere = `postgresql://${SUPERUSER}@127.0.0.1:1/absent`;
    const past = await runOperatorCommand(['migrate', 'up'], {
      DATABASE_URL: nowhere,
      DATABASE_DIRECT_URL: empty.url,
      DATABASE_POOLER: 'transaction',
    });
    expect(past).toEqual({ code: 0, stdout: 'Nothing to apply\n', stderr: '' });
    await bouncer.close();
    await empty.drop();
  });
});
