import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { asJson, isLive, liveColumns, type LiveRow } from './live-rows.repository.ts';
import { isOrdered, rank } from './transaction-order.repository.ts';
import type { PortfolioKey } from './transactions.repository.ts';
import type { Day } from '#shared/money/days.ts';
import type { CostMethod } from '#shared/money/entries.ts';
import { sourceOrder, type Source } from '#shared/money/rates.ts';

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

/** Prices of an instrument, in no order. One value: the driver takes longer for rows than for JSON. */
export interface PricesOf {
  readonly instrument_id: string;
  readonly observed: readonly (readonly [day: Day, price: string, source: Source])[];
}

export interface RateOfDay {
  readonly base: string;
  readonly quote: string;
  readonly date: string;
  readonly rate: string;
  readonly source: Source;
}

/** So many transactions up to a day, behind one that was entered earlier. */
interface LivePage {
  readonly to: string;
  readonly after: number;
  readonly limit: number;
}

/** Days after one, up to another. */
interface Span {
  readonly after: string;
  readonly to: string;
}

const rateColumns = sql`base, quote, date::text as date, rate::text as rate, source`;

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

    /** Transactions that count, up to a day: a page of them in the order they were entered. */
    async findLive({ userId, portfolioId }: PortfolioKey, page: LivePage): Promise<LiveRow[]> {
      const { rows } = await asJson(sql<LiveRow>`select ${liveColumns} from transactions t
        where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid and ${isLive}
          and t.trade_date <= ${page.to}::date and t.seq > ${page.after}::bigint
        order by t.seq limit ${page.limit}::int`).execute(db);
      return rows[0]?.rows ?? [];
    },

    /** The newest of them in a currency, which shows its rate; none, or one. */
    async findNewestIn(
      { userId, portfolioId }: PortfolioKey,
      currency: string,
      { to, without }: { to: string; without?: string | undefined },
    ): Promise<LiveRow[]> {
      const { rows } = await sql<LiveRow>`select ${liveColumns} from transactions t
        where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid and ${isLive}
          and ${isOrdered} and t.trade_date <= ${to}::date
          and t.id is distinct from ${without ?? null}::uuid and exists (
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

    /** Prices of days after one up to another, and the newest before. Simulated ones count for samples alone. */
    async findPrices(
      userId: string,
      ids: readonly string[],
      { after, to, isSample }: Span & { isSample: boolean },
    ): Promise<PricesOf[]> {
      const own = sql`user_id = ${userId}::uuid and (${isSample}::boolean or source <> 'sim')`;
      const { rows } = await sql<PricesOf>`select instrument_id,
          json_agg(json_build_array(date - date '1970-01-01', price::text, source)) as observed
        from (
          select instrument_id, date, price, source from prices
            where ${own} and instrument_id = any(${ids}::uuid[]) and date > ${after}::date and date <= ${to}::date
          union all
          select newest.* from unnest(${ids}::uuid[]) as held (id) cross join lateral (
            select instrument_id, date, price, source from prices
            where ${own} and instrument_id = held.id and date <= ${after}::date
            order by prices.date desc, array_position(${sourceOrder}::text[], source) limit 1) newest
        ) as seen group by instrument_id`.execute(db);
      return rows;
    },

    /** Every rate between some currencies of days after one, up to another. */
    async findRates(
      userId: string,
      currencies: readonly string[],
      { after, to }: Span,
    ): Promise<RateOfDay[]> {
      const { rows } = await sql<RateOfDay>`select ${rateColumns} from fx_rates
        where user_id = ${userId}::uuid and base = any(${currencies}::text[]) and quote = any(${currencies}::text[])
          and date > ${after}::date and date <= ${to}::date`.execute(db);
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
