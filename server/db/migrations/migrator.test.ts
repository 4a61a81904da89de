import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { openMigratorDatabase, withMigrationLock } from '#server/db/migrations/lock.ts';
import { migrateDown, migrateToLatest } from '#server/db/migrations/migrator.ts';
import { createSchemaStatus } from '#server/db/migrations/history.ts';
import { createEmptyDatabase } from '#server/testing/postgres.ts';

const run = promisify(execFile);
let url: string;
let db: Database;
let folder: string;
let drop: () => Promise<void>;

beforeEach(async () => {
  ({ url, drop } = await createEmptyDatabase());
  db = createDatabase(url);
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});

afterEach(async () => {
  await db.destroy();
  await drop();
  await rm(folder, { recursive: true });
});

const silent = () => undefined;
const up = (from = folder) => migrateToLatest(url, silent, from);
const down = (name: string) => migrateDown(url, silent, { name, folder });
const status = () => createSchemaStatus(folder)(db);

/** A migration that makes one table; `before` is code in front of it. */
function source(table: string, before = ''): string {
  return `
    export async function up(db) { ${before} await db.schema.createTable('${table}').addColumn('id', 'integer').execute(); }
    export async function down(db) { await db.schema.dropTable('${table}').execute(); }`;
}

const ship = (name: string, text: string) => writeFile(join(folder, `${name}.ts`), text);

async function tables(): Promise<string[]> {
  const read = sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like '%migration%' order by 1`;
  return (await read.execute(db)).rows.map(({ name }) => name);
}

/** Migrates in a process of its own, which can be killed. */
function migrateInProcess(environment: NodeJS.ProcessEnv = {}) {
  const migrator = JSON.stringify(join(import.meta.dirname, 'migrator.ts'));
  const code = `const { migrateToLatest } = await import(${migrator});
    process.stdout.write(String(await migrateToLatest(process.env.URL, () => {}, process.env.FOLDER)));`;
  const env = { ...process.env, URL: url, FOLDER: folder, ...environment };
  return run(process.execPath, ['--input-type=module', '-e', code], { env });
}

test('a failing migration is named in one line and leaves nothing behind, its hash included', async () => {
  await ship('0001-first', source('first'));
  await ship('0002-broken', source('second', 'await db.schema.dropTable("absent").execute();'));

  const refusal = await up().catch((error: unknown) => error);

  expect(String(refusal)).toBe(
    'MigrationError: Migration 0002-broken failed, nothing of this run was kept: table "absent" does not exist',
  );
  expect(await tables()).toEqual([]);
  expect(await status()).toEqual({ ok: false, reason: 'migration 0001-first has not been applied' });
});

test('a failing migration runs once it is repaired', async () => {
  await ship(
    '0001-broken',
    'export async function up() { throw new Error("broken\\nsecond line"); }\nexport const down = up;',
  );
  await expect(up()).rejects.toThrow(/^Migration 0001-broken failed, nothing of this run was kept: broken$/);
  await rm(join(folder, '0001-broken.ts'));
  await ship('0001-repaired', source('repaired'));
  expect(await up()).toEqual(['0001-repaired']);
});

test('a migration without a way down, or that does not parse, is named', async () => {
  await ship('0001-one-way', 'export async function up() {}');
  await expect(up()).rejects.toThrow(/0001-one-way failed.*must export `up` and `down`/);
  await rm(join(folder, '0001-one-way.ts'));
  await ship('0001-garbled', 'export const = ;');
  await expect(up()).rejects.toThrow(/0001-garbled failed/);
});

test('a migration that fails on the way down is named and stays applied', async () => {
  await ship(
    '0001-stuck',
    'export async function up() {}\nexport async function down() { throw new Error("stuck"); }',
  );
  await up();
  await expect(down('0001-stuck')).rejects.toThrow(/0001-stuck failed/);
  expect(await status()).toEqual({ ok: true });
});

describe('an edited migration', () => {
  beforeEach(async () => {
    await ship('0001-first', source('first'));
    await up();
  });

  test('an edited migration is refused by up and down, by name, before anything runs', async () => {
    await ship('0001-first', source('first', '/* edited */'));
    await ship('0002-second', source('second'));
    await expect(up()).rejects.toThrow('Migration 0001-first was edited after it was applied');
    await expect(down('0001-first')).rejects.toThrow('Migration 0001-first was edited after it was applied');
    expect(await tables()).toEqual(['first']);
  });

  test('an edited migration is named by the status', async () => {
    await ship('0001-first', source('first', '/* edited */'));
    expect(await status()).toEqual({
      ok: false,
      reason: 'migration 0001-first was edited after it was applied',
    });
  });

  test('a migration whose line endings alone changed counts as unedited', async () => {
    await ship('0001-first', source('first').replaceAll('\n', '\r\n'));
    expect(await status()).toEqual({ ok: true });
    expect(await up()).toEqual([]);
  });
});

describe('an older build', () => {
  beforeEach(async () => {
    await ship('0001-first', source('first'));
    await ship('0003-newer', source('newer'));
    await up();
    await rm(join(folder, '0003-newer.ts'));
  });

  test('an older build accepts the migrations of a newer one', async () => {
    expect(await up()).toEqual([]);
    expect(await status()).toEqual({ ok: true });
    expect(await tables()).toEqual(['first', 'newer']);
  });

  test('an older build applies its own missing migrations beside those of a newer one', async () => {
    await ship('0002-own', source('own'));
    expect(await status()).toEqual({ ok: false, reason: 'migration 0002-own has not been applied' });
    expect(await up()).toEqual(['0002-own']);
    expect(await status()).toEqual({ ok: true });
  });

  test('an older build does not undo a migration it does not know', async () => {
    await expect(down('0003-newer')).rejects.toThrow(/0003-newer came with another build/);
    expect(await tables()).toEqual(['first', 'newer']);
  });
});

test('down undoes the newest migration only, with its hash', async () => {
  await ship('0001-first', source('first'));
  await ship('0002-second', source('second'));
  await up();

  await down('0002-second');

  expect(await tables()).toEqual(['first']);
  expect(await status()).toEqual({ ok: false, reason: 'migration 0002-second has not been applied' });
});

test('down does nothing on an empty database', async () => {
  await expect(down('0001-first')).rejects.toThrow('Nothing is applied, so there is nothing to undo');
});

test('down leads the whole schema back to an empty database, and up restores it', async () => {
  const applied = await migrateToLatest(url, silent);
  for (const name of applied.toReversed()) await migrateDown(url, silent, { name });

  expect(await tables()).toEqual([]);
  expect(await migrateToLatest(url, silent)).toEqual(applied);
});

describe('ten migrators at once', () => {
  beforeEach(async () => {
    await ship('0001-first', source('first'));
    await ship('0002-second', source('second'));
  });

  test('ten migrators at once, from ten pools, apply each migration once', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => up()));
    expect(results.filter(({ length }) => length > 0)).toEqual([['0001-first', '0002-second']]);
    expect(await status()).toEqual({ ok: true });
  });

  test('ten migrators at once, from ten processes, apply each migration once', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => migrateInProcess()));
    expect(results.map(({ stdout }) => stdout).filter(Boolean)).toEqual(['0001-first,0002-second']);
    expect(await status()).toEqual({ ok: true });
  }, 60_000);
});

test('a waiting migrator says so, and applies what is missing afterwards', async () => {
  await ship('0001-first', source('first'));
  const said = Promise.withResolvers<string>();
  const other = openMigratorDatabase(url);
  const waiting = await withMigrationLock(other, silent, async () => {
    const result = migrateToLatest(url, said.resolve, folder);
    expect(await said.promise).toMatch(
      /^Waiting for another process that migrates this database: process \d+ \(quantpulse-migrate\) since \d{4}-/,
    );
    expect(await tables()).toEqual([]);
    return { result };
  });
  expect(await waiting.result).toEqual(['0001-first']);
  await other.destroy();
});

test('a killed migrator leaves nothing half-written, and the next run applies everything', async () => {
  await ship('0001-first', source('first'));
  await ship('0002-second', source('second', "if (process.env.DIE) process.kill(process.pid, 'SIGKILL');"));

  await expect(migrateInProcess({ DIE: 'yes' })).rejects.toMatchObject({ signal: 'SIGKILL' });

  expect(await tables()).toEqual([]);
  expect(await up()).toEqual(['0001-first', '0002-second']);
});

test('the status of an empty database names the first migration', async () => {
  await ship('0001-first', source('first'));
  expect(await status()).toEqual({ ok: false, reason: 'migration 0001-first has not been applied' });
});

test('the status fails while the database is away', async () => {
  const away = createDatabase('postgresql://nobody@127.0.0.1:1/absent');
  await expect(createSchemaStatus(folder)(away)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await away.destroy();
});
