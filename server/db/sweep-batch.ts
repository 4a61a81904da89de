import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#server/db/database.ts';
import type { DB } from '#server/db/schema.ts';

interface Sweep {
  readonly table: keyof DB;
  /** What the table has an index on… */
  readonly age: RawBuilder<Date>;
  /** …and the moment before which a row goes. */
  readonly before: RawBuilder<Date>;
  readonly batch: number;
}

/**
 * Removes the `batch` oldest rows that are due, and returns how many went; rows that another sweep or request holds
 * are passed by. By their places in an array, because the planner guesses the size of a set of keys from the
 * table's, and would read all of a large one.
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
