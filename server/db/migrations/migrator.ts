import { type Transaction, sql, type QueryExecutorProvider } from 'kysely';
import { Migrator, type Migration, type MigrationResultSet } from 'kysely/migration';
import {
  deleteHash,
  ensureHashTable,
  insertHash,
  readAppliedMigrations,
  type AppliedMigration,
  judgeMigrations,
} from '#server/db/migrations/history.ts';

import {
  MigrationError,
  firstLine,
  loadMigration,
  readShippedMigrations,
  type ShippedMigration,
} from '#server/db/migrations/files.ts';
import { openMigratorDatabase, retryOnLock, withMigrationLock } from '#server/db/migrations/lock.ts';
import type { DB } from '#server/db/schema.ts';
import { meanings } from '#server/db/session-settings.ts';

type Say = (line: string) => void;

/**
 * Applies all missing migrations or none, and returns their names. Migrations of a newer build are left alone. An
 * edited or failing migration is a MigrationError.
 */
export async function migrateToLatest(url: string, say: Say, folder?: string): Promise<string[]> {
  const shipped = await readShippedMigrations(folder);
  return inMigration(url, say, async (transaction) => {
    await requireFitDatabase(transaction);
    const applied = await readAppliedMigrations(transaction);
    const judged = judgeMigrations(shipped, applied);
    const edited = judged.find(({ state }) => state === 'edited');
    if (edited) throw new MigrationError(`Migration ${edited.name} was edited after it was applied`);
    if (!judged.some(({ state }) => state === 'pending')) return [];
    await requireRights(transaction);
    await ensureHashTable(transaction);
    const migrator = createMigrator(transaction, say, withUnknown(shipped, applied));
    return namesOf(await migrator.migrateToLatest());
  });
}

/** Undoes the newest migration, if it is the one of this name. */
export async function migrateDown(
  url: string,
  say: Say,
  { name, folder }: { name: string; folder?: string | undefined },
): Promise<void> {
  const shipped = await readShippedMigrations(folder);
  await inMigration(url, say, async (transaction) => {
    const applied = await readAppliedMigrations(transaction);
    requireNewest(shipped, applied, name);
    const migrator = createMigrator(transaction, say, withUnknown(shipped, applied));
    const [undone] = namesOf(await migrator.migrateDown());
    if (undone !== name) throw new MigrationError(`Migration ${undone} would have been undone, not ${name}`);
  });
}

/** The newest migration, which `down` may undo. Where `name` is another, a MigrationError names the newest. */
export function requireNewest(
  shipped: readonly ShippedMigration[],
  applied: readonly AppliedMigration[],
  name: string | undefined,
): ShippedMigration {
  const newest = applied.at(-1)?.name;
  if (newest === undefined) throw new MigrationError('Nothing is applied, so there is nothing to undo');
  if (name === undefined)
    throw new MigrationError(`Which one? The newest is ${newest}: npm run migrate -- down ${newest}`);
  if (name !== newest) throw new MigrationError(`The newest is ${newest}, not ${name}: nothing was undone`);
  const found = shipped.find((migration) => migration.name === newest);
  if (!found) throw new MigrationError(`Migration ${newest} came with another build; undo it with that one`);
  if (found.sha256 !== applied.at(-1)?.sha256)
    throw new MigrationError(`Migration ${newest} was edited after it was applied; undo it as it was then`);
  return found;
}

/** One transaction on its own connections, repeated after a lock of another process. */
async function inMigration<Result>(
  url: string,
  say: Say,
  work: (transaction: Transaction<DB>) => Promise<Result>,
): Promise<Result> {
  const db = openMigratorDatabase(url);
  try {
    return await retryOnLock(db, say, (watch) =>
      withMigrationLock(db, say, async (transaction) => {
        await watch.begin(transaction);
        return work(transaction);
      }),
    );
  } finally {
    await db.destroy();
  }
}

/** Kysely's Migrator refuses names it does not know, so it gets migrations of a newer build as empty ones. */
function withUnknown(
  shipped: ShippedMigration[],
  applied: AppliedMigration[],
): (ShippedMigration | string)[] {
  const known = new Set(shipped.map(({ name }) => name));
  return [...shipped, ...applied.map(({ name }) => name).filter((name) => !known.has(name))];
}

function createMigrator(db: Transaction<DB>, say: Say, migrations: (ShippedMigration | string)[]): Migrator {
  const entries = migrations.map((migration): [string, Migration] =>
    typeof migration === 'string'
      ? [migration, { up: () => Promise.resolve() }]
      : [migration.name, withHash(migration, say)],
  );
  return new Migrator({
    db,
    // Another program may have tables of the same names in a schema of this database.
    migrationTableSchema: meanings.search_path,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(entries)) },
    nameComparator: (a, b) => (a < b ? -1 : 1),
    // A rolling release may have applied a newer migration before the last of this build.
    allowUnorderedMigrations: true,
  });
}

/** Writes the hash in the transaction of the migration: both exist, or neither. */
function withHash(migration: ShippedMigration, say: Say): Migration {
  return {
    async up(db) {
      say(`Applying migration ${migration.name}`);
      await (await loadMigration(migration)).up(db);
      await insertHash(db, migration.name, migration.sha256);
    },
    async down(db) {
      say(`Undoing migration ${migration.name}`);
      await (await loadMigration(migration)).down(db);
      await deleteHash(db, migration.name);
    },
  };
}

function namesOf({ error, results = [] }: MigrationResultSet): string[] {
  if (error === undefined) return results.map(({ migrationName }) => migrationName);
  // What Kysely says of names in its table that none of our builds has.
  if (error instanceof Error && error.message.startsWith('corrupted migrations'))
    throw new MigrationError(
      'The schema public holds the migrations of another program: give this one a database of its own',
    );
  const failed = results.find(({ status }) => status === 'Error')?.migrationName;
  const what = failed ? `Migration ${failed} failed` : 'Migrating failed';
  throw new MigrationError(`${what}, nothing of this run was kept: ${firstLine(error)}`, { cause: error });
}

/** The oldest version that is tested. */
const oldestMajor = 15;

/** Refuses a database that no migration can repair; the message says what to do. */
export async function requireFitDatabase(db: QueryExecutorProvider): Promise<void> {
  const asked = await sql<{ encoding: string; version: number }>`
    select current_setting('server_encoding') as encoding,
           current_setting('server_version_num')::int / 10000 as version`.execute(db);
  const { encoding = 'UTF8', version = oldestMajor } = asked.rows[0] ?? {};
  if (version < oldestMajor)
    throw new MigrationError(`PostgreSQL ${version} is too old: it must be ${oldestMajor} or newer`);
  // What initdb makes under LANG=C. Such a database cannot compare names in Cyrillic (PostgreSQL, 23.3).
  if (encoding !== 'UTF8')
    throw new MigrationError(
      `The database is encoded in ${encoding} and must be in UTF8: make one by CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'`,
    );
}

interface Rights {
  readonly role: string;
  readonly exists: boolean;
  readonly allowed: boolean | null;
}

/** From PostgreSQL 15 on only a database's owner may create tables in schema public, unless granted. */
async function requireRights(db: QueryExecutorProvider): Promise<void> {
  const asked = await sql<Rights>`
    select quote_ident(current_user) as role, to_regnamespace('public') is not null as exists,
           has_schema_privilege(to_regnamespace('public'), 'create')
             and has_schema_privilege(to_regnamespace('public'), 'usage') as allowed`.execute(db);
  const { role, exists, allowed } = asked.rows[0]!;
  if (!exists)
    throw new MigrationError(
      `Schema public is missing: as the database's owner type CREATE SCHEMA public AUTHORIZATION ${role};`,
    );
  if (!allowed)
    throw new MigrationError(
      `${role} may not create tables in schema public: as the database's owner type GRANT USAGE, CREATE ON SCHEMA public TO ${role};`,
    );
}
