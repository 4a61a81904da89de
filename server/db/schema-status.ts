import type { QueryExecutorProvider } from 'kysely';
import { readAppliedMigrations, type AppliedMigration } from '#server/db/applied-migrations.ts';
import { readShippedMigrations, type ShippedMigration } from '#server/db/shipped-migrations.ts';

interface JudgedMigration {
  readonly name: string;
  readonly state: 'applied' | 'pending' | 'edited' | 'unknown';
  readonly appliedAt: Date | undefined;
}

export type SchemaStatus = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/**
 * Whether every migration this build ships is applied unedited; those of a newer build are tolerated, so that a
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

/** The status of the schema this build needs, as `/readyz` and `migrate check` ask it. */
export const schemaStatus = createSchemaStatus();

/** What is shipped beside what is applied, by name. */
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
