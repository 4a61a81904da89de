import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { isLive, liveColumns, type LiveRow } from './live-rows.repository.ts';
import { rank } from './transaction-order.repository.ts';
import type { PortfolioKey } from './transactions.repository.ts';
import type { Balance } from '#shared/money/valuation.ts';

/** What the legs of an account and a currency add up to. */
export interface BalanceRow {
  readonly account: Balance['account'];
  readonly currency: string;
  readonly amount: string;
}

/** Instruments of a portfolio. */
export interface HeldKey extends PortfolioKey {
  readonly instrumentIds: readonly string[];
}

/** What a ledger has come to after all its transactions. */
export function createLedgerEndsRepository(db: Database) {
  return {
    /** Those that are not 0. A voided transaction and its void add nothing together. */
    async findBalances({ userId, portfolioId }: PortfolioKey): Promise<BalanceRow[]> {
      const { rows } = await sql<BalanceRow>`select account, currency, sum(amount)::text as amount
        from transaction_legs
        where user_id = ${userId}::uuid and portfolio_id = ${portfolioId}::uuid
          and account in ('cash', 'settlement')
        group by account, currency having sum(amount) <> 0`.execute(db);
      return rows;
    },

    /** The last transaction of each instrument that shows its price. */
    async findLastTrades({ userId, portfolioId, instrumentIds }: HeldKey): Promise<LiveRow[]> {
      const { rows } = await sql<LiveRow>`select last.* from unnest(${instrumentIds}::uuid[]) as held (id)
        cross join lateral (
          select ${liveColumns} from transactions t
          where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid and t.instrument_id = held.id
            and ${isLive}
            and t.type in ('buy', 'cover', 'sell', 'short', 'expire', 'transfer_in', 'transfer_out')
          order by t.trade_date desc, ${rank} desc, t.seq desc, t.id desc limit 1) last`.execute(db);
      return rows;
    },

    async findSplits({ userId, portfolioId, instrumentIds }: HeldKey): Promise<LiveRow[]> {
      const { rows } = await sql<LiveRow>`select ${liveColumns} from transactions t
        where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid and ${isLive}
          and t.type = 'split' and t.instrument_id = any(${instrumentIds}::uuid[])`.execute(db);
      return rows;
    },
  };
}
