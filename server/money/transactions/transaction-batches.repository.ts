import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import type { NewLeg, NewTransaction, PortfolioKey } from './transactions.repository.ts';

/** A row with its legs, in their order. */
export interface NewRecord {
  readonly row: NewTransaction;
  readonly legs: readonly NewLeg[];
}

/** Writes many transactions in two statements. */
export function createTransactionBatchesRepository(db: Database) {
  return {
    async insert({ userId, portfolioId }: PortfolioKey, records: readonly NewRecord[]): Promise<void> {
      const rows = records.map(({ row, legs: own }) => ({
        ...row,
        content_hash: row.content_hash.toString('hex'),
        leg_limit: own.length,
      }));
      const legs = records.flatMap(({ row, legs: own }) =>
        own.map((leg, n) => ({ ...leg, transaction_id: row.id, n })),
      );
      await sql`insert into transactions (user_id, portfolio_id, id, seq, type, trade_date, source, request_key,
          content_hash, voids_id, replaces_id, instrument_id, to_instrument_id, fields, fx_rate, cost_base, is_assumed, note,
          leg_limit)
        select ${userId}::uuid, ${portfolioId}::uuid, id, seq, type, trade_date, source, request_key,
          decode(content_hash, 'hex'), voids_id, replaces_id, instrument_id, to_instrument_id, fields, fx_rate, cost_base,
          is_assumed, note, leg_limit
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, seq bigint, type text, trade_date date,
          source text, request_key text, content_hash text, voids_id uuid, replaces_id uuid, instrument_id uuid,
          to_instrument_id uuid, fields jsonb, fx_rate numeric, cost_base numeric, is_assumed boolean, note text,
          leg_limit smallint)`.execute(db);
      await sql`insert into transaction_legs (user_id, portfolio_id, transaction_id, n, account, instrument_id, quantity,
          currency, amount, base_amount)
        select ${userId}::uuid, ${portfolioId}::uuid, leg.*
        from jsonb_to_recordset(${JSON.stringify(legs)}::jsonb) as leg (transaction_id uuid, n smallint, account text,
          instrument_id uuid, quantity numeric, currency text, amount numeric, base_amount numeric)`.execute(
        db,
      );
    },
  };
}
