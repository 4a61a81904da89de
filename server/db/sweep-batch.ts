import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#server/db/database.ts';
import type { DB } from '#server/db/schema.ts';

interface Sweep {
  readonly table: keyof DB;
  /** The time that decides; the table has an index on it. */
  readonly age: RawBuilder<Date>;
  /** Rows older than this are removed. */
  readonly before: RawBuilder<Date>;
  readonly batch: number;
}

/**
 * Removes the `batch` oldest rows that are due, and returns their number. Rows that another sweep or request has locked
 * are skipped.
 *
 * An array of row addresses, because the planner estimates a set of keys by the table's size. It would then read all of
 * a large table.
 */
export async function sweepBatch(db: Database, { table, age, before, batch }: Sweep): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ctid = any(array(
    select ctid from ${sql.table(table)} where ${age} < ${before}
    order by ${age} limit ${sql.lit(batch)} for update skip locked))`.execute(db);
  return Number(numAffectedRows);
}

/** The moment `days` ago, by the database's clock. */
export function daysAgo(days: number): RawBuilder<Date> {
  return sql<Date>`now() - make_interval(days => ${days}::int)`;
}
