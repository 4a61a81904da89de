import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';

/** The row of a person's money. Whoever changes something of it holds its lock, so that changes come one by one. */
export function createLedgersRepository(db: Database) {
  return {
    /** Locks until the transaction ends. The row is made where there is none. */
    async lock(userId: string): Promise<void> {
      await db
        .insertInto('ledgers')
        .values({ user_id: userId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db
        .selectFrom('ledgers')
        .select('user_id')
        .where('user_id', '=', userId)
        .forUpdate()
        .executeTakeFirstOrThrow();
    },

    /** The ledger's two numbers: while they are the same, so is every figure of a day. */
    async findRevisions(userId: string): Promise<string> {
      const row = await db
        .selectFrom('ledgers')
        .select(['revision', 'price_revision'])
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row ? `${row.revision}/${row.price_revision}` : 'none';
    },

    /** How many prices and rates there are, as the database counts them. */
    async countObservations(userId: string): Promise<number> {
      const row = await db
        .selectFrom('ledgers')
        .select('observations')
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row?.observations ?? 0;
    },

    /** What is kept of portfolios, instruments or transactions has changed: figures made before are old. */
    async raiseRevision(userId: string): Promise<void> {
      await db
        .updateTable('ledgers')
        .set({ revision: sql`revision + 1` })
        .where('user_id', '=', userId)
        .execute();
    },

    /** The same of prices and rates. */
    async raisePriceRevision(userId: string): Promise<void> {
      await db
        .updateTable('ledgers')
        .set({ price_revision: sql`price_revision + 1` })
        .where('user_id', '=', userId)
        .execute();
    },
  };
}
