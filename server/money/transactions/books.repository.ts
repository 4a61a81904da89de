import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { isOrdered, rank } from './transaction-order.repository.ts';
import type { PortfolioKey } from './transactions.repository.ts';
import type { CostMethod } from '#shared/money/entries.ts';
import type { Source } from '#shared/money/rates.ts';
import type { TransactionType } from '#shared/money/transactions.ts';

export interface PortfolioRow {
  readonly id: string;
  readonly account_type: 'DOMESTIC' | 'INTERNATIONAL';
  readonly base_currency: string;
  readonly cost_method: CostMethod;
  readonly is_sample: boolean;
}

export interface InstrumentRow {
  readonly id: string;
  readonly symbol: string;
  readonly kind: string;
  readonly currency: string;
  readonly multiplier: string;
  readonly payout: 'linear' | 'inverse';
}

/** A transaction that counts. */
export interface LiveRow {
  readonly id: string;
  readonly seq: number;
  readonly type: TransactionType;
  readonly trade_date: string;
  readonly source: 'manual' | 'import' | 'sim';
  readonly instrument_id: string | null;
  readonly to_instrument_id: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly fx_rate: string | null;
  readonly cost_base: string | null;
  readonly is_assumed: boolean;
  /** What it did to the position, where an expiry closed one. */
  readonly expired_quantity: string | null;
}

export interface PriceOfDay {
  readonly instrument_id: string;
  readonly date: string;
  readonly price: string;
  readonly source: Source;
}

export interface RateOfDay {
  readonly base: string;
  readonly quote: string;
  readonly date: string;
  readonly rate: string;
  readonly source: Source;
}

const rateColumns = sql`base, quote, date::text as date, rate::text as rate, source`;

const liveColumns = sql`t.id, t.seq, t.type, t.trade_date::text as trade_date, t.source, t.instrument_id,
  t.to_instrument_id, t.fields, t.fx_rate::text as fx_rate, t.cost_base::text as cost_base, t.is_assumed,
  case when t.type = 'expire' then (
    select l.quantity::text from transaction_legs l where l.user_id = t.user_id and l.portfolio_id = t.portfolio_id
      and l.transaction_id = t.id and l.account = 'position'
  ) end as expired_quantity`;
const isLive = sql`t.voided_by is null and t.type <> 'void'`;

export type BooksRepository = ReturnType<typeof createBooksRepository>;

/** What the figures of a portfolio are made of. */
export function createBooksRepository(db: Database) {
  const portfoliosOf = (userId: string) =>
    db
      .selectFrom('portfolios')
      .select(['id', 'base_currency', 'is_sample'])
      .select(sql<PortfolioRow['account_type']>`account_type`.as('account_type'))
      .select(sql<CostMethod>`cost_method`.as('cost_method'))
      .where('user_id', '=', userId);

  return {
    async findPortfolio({ userId, portfolioId }: PortfolioKey): Promise<PortfolioRow | undefined> {
      return portfoliosOf(userId).where('id', '=', portfolioId).executeTakeFirst();
    },

    async findPortfolios(userId: string): Promise<PortfolioRow[]> {
      return portfoliosOf(userId).orderBy('created_at').orderBy('id').execute();
    },

    /** Those of some ids that a person has. */
    async findInstruments(userId: string, ids: readonly string[]): Promise<InstrumentRow[]> {
      return db
        .selectFrom('instruments')
        .select(['id', 'symbol', 'kind', 'currency'])
        .select(sql<string>`multiplier::text`.as('multiplier'))
        .select(sql<InstrumentRow['payout']>`payout`.as('payout'))
        .where('user_id', '=', userId)
        .where(sql<boolean>`id = any(${ids}::uuid[])`)
        .execute();
    },

    /** Every transaction that counts, up to a day. */
    async findLive({ userId, portfolioId }: PortfolioKey, to: string): Promise<LiveRow[]> {
      const { rows } = await sql<LiveRow>`select ${liveColumns} from transactions t
        where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid and ${isLive}
          and t.trade_date <= ${to}::date`.execute(db);
      return rows;
    },

    /** The newest of them in a currency, which shows its rate; none, or one. */
    async findNewestIn(
      { userId, portfolioId }: PortfolioKey,
      currency: string,
      to: string,
    ): Promise<LiveRow[]> {
      const { rows } = await sql<LiveRow>`select ${liveColumns} from transactions t
        where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid and ${isLive}
          and ${isOrdered} and t.trade_date <= ${to}::date and exists (
            select from transaction_legs l where l.user_id = t.user_id and l.portfolio_id = t.portfolio_id
              and l.transaction_id = t.id and l.currency = ${currency})
        order by t.trade_date desc, ${rank} desc, t.seq desc, t.id desc limit 1`.execute(db);
      return rows;
    },

    /** Which transaction each replaced one gave its place to. */
    async findReplaced({ userId, portfolioId }: PortfolioKey): Promise<{ from: string; to: string }[]> {
      const rows = await db
        .selectFrom('transactions')
        .select(['replaces_id', 'id'])
        .where('user_id', '=', userId)
        .where('portfolio_id', '=', portfolioId)
        .where('replaces_id', 'is not', null)
        .execute();
      return rows.map(({ replaces_id, id }) => ({ from: replaces_id ?? '', to: id }));
    },

    async findPrices(userId: string, ids: readonly string[], to: string): Promise<PriceOfDay[]> {
      const { rows } = await sql<PriceOfDay>`select
          instrument_id, date::text as date, price::text as price, source from prices
        where user_id = ${userId}::uuid and instrument_id = any(${ids}::uuid[]) and date <= ${to}::date`.execute(
        db,
      );
      return rows;
    },

    /** Every rate between some currencies, up to a day. */
    async findRates(userId: string, currencies: readonly string[], to: string): Promise<RateOfDay[]> {
      const { rows } = await sql<RateOfDay>`select ${rateColumns} from fx_rates
        where user_id = ${userId}::uuid and base = any(${currencies}::text[]) and quote = any(${currencies}::text[])
          and date <= ${to}::date`.execute(db);
      return rows;
    },

    /** The newest rate of each pair of some currencies up to a day, simulated ones apart. */
    async findNewestRates(userId: string, currencies: readonly string[], to: string): Promise<RateOfDay[]> {
      const { rows } = await sql<RateOfDay>`select newest.* from unnest(${currencies}::text[]) as b (code)
          cross join unnest(${currencies}::text[]) as q (code)
          cross join (values (false), (true)) as s (is_simulated)
          cross join lateral (
            select ${rateColumns} from fx_rates
            where user_id = ${userId}::uuid and base = b.code and quote = q.code and date <= ${to}::date
              and (source = 'sim') = s.is_simulated
            order by fx_rates.date desc limit 1
          ) newest
        where b.code <> q.code`.execute(db);
      return rows;
    },
  };
}
