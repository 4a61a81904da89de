import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';

/** Of each portfolio no more than is wanted of all: nothing else is sorted. */
const newestOf = (userId: string, limit: number) => sql`
  select recorded.* from portfolios
    cross join lateral (select * from transactions
      where transactions.user_id = portfolios.user_id and transactions.portfolio_id = portfolios.id
        and seq >= 0
      order by trade_date desc, seq desc limit ${limit}::int) as recorded
  where portfolios.user_id = ${userId}
  order by recorded.trade_date desc, recorded.seq desc, recorded.id desc limit ${limit}::int`;

/** A recorded transaction, with the day as it is written. */
export interface KeptTransaction {
  readonly id: string;
  readonly portfolio_id: string;
  readonly seq: number;
  readonly type: string;
  readonly trade_date: string;
  readonly source: string;
  readonly request_key: string;
  readonly voids_id: string | null;
  readonly voided_by: string | null;
  readonly replaces_id: string | null;
  readonly instrument_id: string | null;
  readonly to_instrument_id: string | null;
  readonly fields: unknown;
  readonly fx_rate: string | null;
  readonly cost_base: string | null;
  readonly is_assumed: boolean;
  readonly note: string | null;
  readonly created_at: Date;
}

export interface KeptLeg {
  readonly transaction_id: string;
  readonly n: number;
  readonly account: string;
  readonly instrument_id: string | null;
  readonly quantity: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly base_amount: string;
}

/** Every recorded transaction, voided ones too, for the copy of a person's data. */
export function createRecordedTransactionsRepository(db: Database) {
  return {
    async findOfUser(userId: string, limit: number): Promise<KeptTransaction[]> {
      const { rows } = await sql<KeptTransaction>`
        select id, portfolio_id, seq, type, trade_date::text, source, request_key, voids_id, voided_by, replaces_id,
          instrument_id, to_instrument_id, fields, fx_rate, cost_base, is_assumed, note, created_at
        from (${newestOf(userId, limit)}) as newest
        order by newest.trade_date desc, seq desc, id desc`.execute(db);
      return rows;
    },

    async countOfUser(userId: string): Promise<number> {
      return count(db, 'transactions', userId);
    },
  };
}

/** Their legs, those of the newest transactions first. */
export function createRecordedLegsRepository(db: Database) {
  return {
    async findOfUser(userId: string, limit: number): Promise<KeptLeg[]> {
      const { rows } = await sql<KeptLeg>`
        select transaction_id, n, account, legs.instrument_id, quantity, currency, amount, base_amount
        from (${newestOf(userId, limit)}) as newest
          join transaction_legs as legs on legs.user_id = newest.user_id
            and legs.portfolio_id = newest.portfolio_id and legs.transaction_id = newest.id
        order by newest.trade_date desc, newest.seq desc, newest.id desc, n limit ${limit}::int`.execute(db);
      return rows;
    },

    async countOfUser(userId: string): Promise<number> {
      return count(db, 'transaction_legs', userId);
    },
  };
}

async function count(db: Database, table: 'transactions' | 'transaction_legs', userId: string) {
  const row = await db
    .selectFrom(table)
    .where('user_id', '=', userId)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}
