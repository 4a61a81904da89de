import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { test as base } from 'vitest';
import { rootFolder } from '#server/config.ts';
import { createDatabase, type Database } from '#server/db/database.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { createEmptyDatabase } from '#server/testing/postgres.ts';

/** The tests wait for seconds each, so they wait together, each in a place of its own. */
interface Place {
  readonly url: string;
  readonly db: Database;
  /** Holds one migration, which alters the table `used`. */
  readonly folder: string;
}

// oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern which fixtures this one asks for
const { concurrent: test } = base.extend('place', async ({}, { onCleanup }): Promise<Place> => {
  const { url, drop } = await createEmptyDatabase();
  const db = createDatabase(url, { applicationName: 'report', statementTimeoutMillis: 60_000 });
  await sql`create table used (id int)`.execute(db);
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  await writeFile(
    join(folder, '0001-widen.ts'),
    `export async function up(db) { await db.schema.alterTable('used').addColumn('more', 'text').execute(); }
    export const down = up;`,
  );
  onCleanup(async () => {
    await db.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });
  return { url, db, folder };
});

/** A transaction that has read the table and goes on, until it is told to end. */
async function holdLock(db: Database, work: () => Promise<void>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select from used`.execute(transaction);
    await work();
  });
}

test('a migration that meets a lock names its holder, lets others pass, and runs when it is free', async ({
  expect,
  place: { url, db, folder },
}) => {
  const said: string[] = [];
  const told = Promise.withResolvers<void>();
  let migrating: Promise<string[]> | undefined;
  await holdLock(db, async () => {
    migrating = migrateToLatest(
      url,
      (line) => {
        said.push(line);
        if (line.startsWith('Waiting')) told.resolve();
      },
      folder,
    );
    await told.promise;
    const askedAt = performance.now();
    await sql`select from used`.execute(db);
    expect(performance.now() - askedAt).toBeLessThan(3000);
  });
  expect(await migrating).toEqual(['0001-widen']);
  expect(said[1]).toMatch(/^Waiting for a lock that is held by process \d+ \(report\) since \d{4}-[^ ]+Z$/);
}, 30_000);

test('a migration that waits for a lock never blocks others for longer, and gives up with its name', async ({
  expect,
  place: { url, db, folder },
}) => {
  let isOver = false;
  let longest = 0;
  await holdLock(db, async () => {
    const migrating = migrateToLatest(url, () => undefined, folder)
      .catch((error: unknown) => String(error))
      .finally(() => (isOver = true));
    while (!isOver) {
      const askedAt = performance.now();
      await sql`select from used`.execute(db);
      longest = Math.max(longest, performance.now() - askedAt);
    }
    expect(await migrating).toMatch(
      /^MigrationError: Gave up after 5 tries of 2\.5 s, nothing was changed: a lock is held by process \d+ \(report\) since \d{4}-[^ ]+Z$/,
    );
  });
  expect(longest).toBeGreaterThan(1000);
  expect(longest).toBeLessThan(3000);
}, 40_000);

test('a migration runs to its end, despite a timeout of the role', async ({
  expect,
  place: { url, db, folder },
}) => {
  const name = new URL(url).pathname.slice(1);
  await sql.raw(`alter database ${name} set statement_timeout = 200`).execute(db);
  await writeFile(
    join(folder, '0002-slow.ts'),
    `import { sql } from ${JSON.stringify(import.meta.resolve('kysely'))};
    export async function up(db) { await sql\`select pg_sleep(0.5)\`.execute(db); }
    export const down = up;`,
  );
  expect(await migrateToLatest(url, () => undefined, folder)).toEqual(['0001-widen', '0002-slow']);
});

test('a killed migrator keeps its locks for a moment only', async ({
  expect,
  place: { url, db, folder },
}) => {
  await writeFile(
    join(folder, '0001-widen.ts'),
    `import { sql } from 'kysely';
    export async function up(db) {
      await sql\`lock table used\`.execute(db);
      await sql\`select pg_sleep(60)\`.execute(db);
    }
    export const down = up;`,
  );
  await symlink(join(rootFolder, 'node_modules'), join(folder, 'node_modules'));
  const code = `import { migrateToLatest } from '#server/db/migrations/migrator.ts';
    await migrateToLatest(process.argv[1], () => undefined, process.argv[2]);`;
  const flags = ['--input-type=module', '--eval', code, url, folder];
  const migrator = spawn(process.execPath, flags, { cwd: rootFolder, stdio: 'ignore' });
  const sleeping = sql<{ pid: number }>`select pid from pg_stat_activity
    where application_name = 'quantpulse-migrate' and query like '%pg_sleep(60)%' and datname = current_database()`;
  await expect.poll(async () => (await sleeping.execute(db)).rows.length, { timeout: 20_000 }).toBe(1);
  migrator.kill('SIGKILL');
  await sql`select from used`.execute(db);
  // The backend frees its locks a moment before it leaves the list of backends.
  await expect.poll(async () => (await sleeping.execute(db)).rows).toEqual([]);
}, 30_000);
