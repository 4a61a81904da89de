import { sql, type QueryExecutorProvider } from 'kysely';

/** A migration the database has been through, and the hash its file had then. */
export interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
  readonly applied_at: Date;
}

/** Beside the table of Kysely's Migrator, which keeps names only. Called by whoever holds the migration lock. */
export async function ensureHashTable(db: QueryExecutorProvider): Promise<void> {
  await sql`
    create table if not exists public.migration_hashes (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`.execute(db);
}

/** In the order they were applied; none where no migrator has ever been. */
export async function readAppliedMigrations(db: QueryExecutorProvider): Promise<AppliedMigration[]> {
  // Asked first, because a statement that fails would end the migrator's transaction.
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
