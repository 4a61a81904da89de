import { sql, type QueryExecutorProvider } from 'kysely';
import { readShippedMigrations, type ShippedMigration } from '#server/db/migrations/files.ts';

/** An applied migration, and the hash that its file had then. */
export interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
  readonly applied_at: Date;
}

/** A table beside that of Kysely's Migrator, which keeps names only. The caller holds the migration lock. */
export async function ensureHashTable(db: QueryExecutorProvider): Promise<void> {
  await sql`
    create table if not exists public.migration_hashes (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`.execute(db);
}

/** In the order in which they were applied; empty where no migrator has run. */
export async function readAppliedMigrations(db: QueryExecutorProvider): Promise<AppliedMigration[]> {
  // Checked first, because a failing statement would end the migrator's transaction.
  const table = await sql<{ exists: boolean }>`
    select to_regclass('public.migration_hashes') is not null as exists`.execute(db);
  if (!table.rows[0]?.exists) return [];
  const read = sql<AppliedMigration>`
    select name, sha256, applied_at from public.migration_hashes order by applied_at, name`;
  return (await read.execute(db)).rows;
}

export async function insertHash(db: QueryExecutorProvider, name: string, sha256: string): Promise<void> {
  await sql`insert into public.migration_hashes (name, sha256) values (${name}, ${sha256})`.execute(db);
}

export async function deleteHash(db: QueryExecutorProvider, name: string): Promise<void> {
  await sql`delete from public.migration_hashes where name = ${name}`.execute(db);
}

interface JudgedMigration {
  readonly name: string;
  readonly state: 'applied' | 'pending' | 'edited' | 'unknown';
  readonly appliedAt: Date | undefined;
}

export type SchemaStatus = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/**
 * Whether every migration of this build is applied and unedited. Migrations of a newer build are accepted, so that a
 * rolling release can expand first. One query; the files are read once. Throws when the database is away.
 */
export function createSchemaStatus(folder?: string): (db: QueryExecutorProvider) => Promise<SchemaStatus> {
  let shipped: Promise<ShippedMigration[]> | undefined;
  return async (db) => {
    shipped ??= readShippedMigrations(folder);
    const judged = judgeMigrations(await shipped, await readAppliedMigrations(db));
    const missing = judged.find(({ state }) => state === 'pending');
    if (missing) return { ok: false, reason: `migration ${missing.name} has not been applied` };
    const edited = judged.find(({ state }) => state === 'edited');
    if (edited) return { ok: false, reason: `migration ${edited.name} was edited after it was applied` };
    return { ok: true };
  };
}

/** The status of the schema, as `/readyz` and `migrate check` ask for it. */
export const schemaStatus = createSchemaStatus();

/** Compares shipped and applied migrations by name. */
export function judgeMigrations(
  shipped: readonly ShippedMigration[],
  applied: readonly AppliedMigration[],
): JudgedMigration[] {
  const shippedHashes = new Map(shipped.map(({ name, sha256 }) => [name, sha256]));
  const appliedByName = new Map(applied.map((migration) => [migration.name, migration]));
  const names = [...new Set([...shippedHashes.keys(), ...appliedByName.keys()])].toSorted();
  return names.map((name) => {
    const row = appliedByName.get(name);
    return { name, state: stateOf(shippedHashes.get(name), row?.sha256), appliedAt: row?.applied_at };
  });
}

function stateOf(shipped: string | undefined, applied: string | undefined): JudgedMigration['state'] {
  if (shipped === undefined) return 'unknown';
  if (applied === undefined) return 'pending';
  return shipped === applied ? 'applied' : 'edited';
}
