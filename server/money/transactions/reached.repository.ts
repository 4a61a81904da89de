import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { asJson, isLive, liveColumns, type LiveRow } from './live-rows.repository.ts';
import type { PortfolioKey } from './transactions.repository.ts';

/** Two instruments that a merger or a spin-off joins. */
export interface JoinRow {
  readonly instrument_id: string;
  readonly to_instrument_id: string;
}

/** Instruments of a portfolio, up to a day. */
export interface ReachedKey extends PortfolioKey {
  readonly instrumentIds: readonly string[];
  readonly to: string;
}

interface ReachedPage {
  readonly instrumentId: string;
  readonly to: string;
  /** The last row of the page before. */
  readonly after: Pick<LiveRow, 'trade_date' | 'seq'> | undefined;
  readonly limit: number;
}

/** What the transactions of some instruments are made of. */
export function createReachedRepository(db: Database) {
  return {
    async findJoins({ userId, portfolioId }: PortfolioKey): Promise<JoinRow[]> {
      const { rows } =
        await sql<JoinRow>`select distinct t.instrument_id, t.to_instrument_id from transactions t
        where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid and ${isLive}
          and t.type in ('split', 'merger', 'spin_off') and t.to_instrument_id is not null`.execute(db);
      return rows;
    },

    /** How many there are, counted no further than `most`. */
    async count({ userId, portfolioId, instrumentIds, to }: ReachedKey, most: number): Promise<number> {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
          select from transactions t where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid
            and t.instrument_id = any(${instrumentIds}::uuid[]) and t.trade_date <= ${to}::date and ${isLive}
          limit ${most}::int) as first`.execute(db);
      return rows[0]?.count ?? 0;
    },

    /** Transactions of one instrument that count, up to a day: a page of them by day, then as entered. */
    async findLive({ userId, portfolioId }: PortfolioKey, page: ReachedPage): Promise<LiveRow[]> {
      const { instrumentId, to, after, limit } = page;
      const { rows } = await asJson(sql<LiveRow>`select ${liveColumns} from transactions t
        where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid and ${isLive}
          and t.instrument_id = ${instrumentId}::uuid and t.trade_date <= ${to}::date
          and (t.trade_date, t.seq) > (${after?.trade_date ?? '-infinity'}::date, ${after?.seq ?? 0}::bigint)
        order by t.trade_date, t.seq limit ${limit}::int`).execute(db);
      return rows[0]?.rows ?? [];
    },
  };
}
