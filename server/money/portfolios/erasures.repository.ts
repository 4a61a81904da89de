import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { daysAgo } from '#server/db/sweep-batch.ts';

/** Which accounts are due, and how many rows a statement takes. */
interface Due {
  /** How long ago the account was deleted. */
  readonly days: number;
  readonly batch: number;
}

/** Whether a person has any. Not by `exists`, which PostgreSQL joins by reading all of the table. */
const has = (table: Owned) =>
  sql`coalesce((select true from ${sql.table(table)} where user_id = users.id limit 1), false)`;

type Owned = 'portfolios' | 'prices' | 'fx_rates' | 'instruments';

/**
 * Erases accounts that were deleted more than some days ago. One statement for millions of rows would not end in time.
 * So money goes first, bit by bit. Each answers how many rows it took. Rows of a person whom another sweep is at are left
 * to that one.
 */
export function createErasuresRepository(db: Database) {
  async function deleteOwned(table: Owned, { days, batch }: Due, isReady = sql`true`): Promise<number> {
    const { numAffectedRows } = await sql`
      with due as materialized (select id from users where deleted_at < ${daysAgo(days)}
          and ${has(table)} and ${isReady}
        order by deleted_at limit 1 for update skip locked)
      delete from ${sql.table(table)} where ctid = any(array(select owned.row from due cross join lateral
        (select ctid as row from ${sql.table(table)} where user_id = due.id limit ${sql.lit(batch)}) as owned))`.execute(
      db,
    );
    return Number(numAffectedRows);
  }

  return {
    /** Of one person, each with all that was recorded in it. */
    deletePortfolios: (due: Due) => deleteOwned('portfolios', due),

    /** Of one person. */
    deletePrices: (due: Due) => deleteOwned('prices', due),

    /** Of one person. */
    deleteRates: (due: Due) => deleteOwned('fx_rates', due),

    /** Of one person who has no portfolio any more: transactions name them. */
    deleteInstruments: (due: Due) => deleteOwned('instruments', due, sql`not ${has('portfolios')}`),

    /** Accounts without any of these, with all that hangs on them. */
    async deleteAccounts({ days, batch }: Due): Promise<number> {
      const { numAffectedRows } = await sql`delete from users where ctid = any(array(
        select ctid from users where deleted_at < ${daysAgo(days)}
          and not ${has('portfolios')} and not ${has('instruments')} and not ${has('fx_rates')}
        order by deleted_at limit ${sql.lit(batch)} for update skip locked))`.execute(db);
      return Number(numAffectedRows);
    },
  };
}
