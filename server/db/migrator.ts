import type { Kysely } from 'kysely';
import { Migrator, type Migration, type MigrationResultSet } from 'kysely/migration';
import {
  deleteHash,
  ensureHashTable,
  insertHash,
  readAppliedMigrations,
  type AppliedMigration,
} from '#server/db/applied-migrations.ts';
import { requireFitDatabase } from '#server/db/fitness.ts';
import { MigrationError, firstLine } from '#server/db/migration-error.ts';
import { withMigrationLock } from '#server/db/migration-lock.ts';
import { judgeMigrations } from '#server/db/schema-status.ts';
import type { DB } from '#server/db/schema.ts';
import {
  loadMigration,
  readShippedMigrations,
  type ShippedMigration,
} from '#server/db/shipped-migrations.ts';

type Say = (line: string) => void;

/**
 * Applies what is missing, all of it or nothing, and returns the names. Migrations of a newer build are left
 * alone; an edited one, or a failing one, is a MigrationError.
 */
export async function migrateToLatest(url: string, say: Say, folder?: string): Promise<string[]> {
  const shipped = await readShippedMigrations(folder);
  return withMigrationLock(url, say, async (connection) => {
    await requireFitDatabase(connection);
    const applied = await readAppliedMigrations(connection);
    const judged = judgeMigrations(shipped, applied);
    const edited = judged.find(({ state }) => state === 'edited');
    if (edited) throw new MigrationError(`Migration ${edited.name} was edited after it was applied`);
    if (!judged.some(({ state }) => state === 'pending')) return [];
    await ensureHashTable(connection);
    const migrator = createMigrator(connection, say, withUnknown(shipped, applied));
    return namesOf(await migrator.migrateToLatest());
  });
}

/** Undoes the newest migration and returns its name; null when there is none. */
export async function migrateDown(url: string, say: Say, folder?: string): Promise<string | null> {
  const shipped = await readShippedMigrations(folder);
  return withMigrationLock(url, say, async (connection) => {
    const applied = await readAppliedMigrations(connection);
    const newest = applied.at(-1);
    if (!newest) return null;
    if (!shipped.some(({ name }) => name === newest.name))
      throw new MigrationError(`Migration ${newest.name} came with another build; undo it with that one`);
    const migrator = createMigrator(connection, say, withUnknown(shipped, applied));
    return namesOf(await migrator.migrateDown())[0] ?? null;
  });
}

/** Kysely's Migrator refuses a table with names it does not know; those of a newer build stand in as empty. */
function withUnknown(
  shipped: ShippedMigration[],
  applied: AppliedMigration[],
): (ShippedMigration | string)[] {
  const known = new Set(shipped.map(({ name }) => name));
  return [...shipped, ...applied.map(({ name }) => name).filter((name) => !known.has(name))];
}

function createMigrator(db: Kysely<DB>, say: Say, migrations: (ShippedMigration | string)[]): Migrator {
  const entries = migrations.map((migration): [string, Migration] =>
    typeof migration === 'string'
      ? [migration, { up: () => Promise.resolve() }]
      : [migration.name, withHash(migration, say)],
  );
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(entries)) },
    nameComparator: (a, b) => (a < b ? -1 : 1),
    // A rolling release may have applied a newer one before this build's own last.
    allowUnorderedMigrations: true,
  });
}

/** The hash is written in the transaction of the migration itself: both are there, or neither. */
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
  const failed = results.find(({ status }) => status === 'Error')?.migrationName;
  const what = failed ? `Migration ${failed} failed` : 'Migrating failed';
  throw new MigrationError(`${what}, nothing of this run was kept: ${firstLine(error)}`, { cause: error });
}
