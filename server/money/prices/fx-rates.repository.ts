import { sql, type SqlBool } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { countOf, isAmong, isWithin, type DayRange } from '#server/money/prices/prices.repository.ts';
import type { Source } from '#shared/money/rates.ts';

/** A pair of currencies of a person. */
interface OwnPair {
  readonly userId: string;
  readonly base: string;
  readonly quote: string;
}

/** A rate as it is kept: of either direction. */
export interface KeptRate {
  readonly base: string;
  readonly date: string;
  readonly rate: string;
  readonly source: Source;
}

/** A row that was simulated stands beside another of its day, and counts less. */
const bySource = sql`(source = 'sim')`;

export type FxRatesRepository = ReturnType<typeof createFxRatesRepository>;

export function createFxRatesRepository(db: Database) {
  return {
    /** Rows of either direction, the newest first. */
    async findNewest(pair: OwnPair, range: DayRange, limit: number): Promise<KeptRate[]> {
      return db
        .selectFrom('fx_rates')
        .select(['base', sql<string>`date::text`.as('date'), 'rate', 'source'])
        .where('user_id', '=', pair.userId)
        .where(isOfPair(pair))
        .where(isWithin(range))
        .orderBy('fx_rates.date', 'desc')
        .orderBy(bySource)
        .limit(limit)
        .execute();
    },

    /** Writes rows by hand; each takes the place of its day's, whichever way round that was. */
    async upsertManual(
      { userId, base, quote }: OwnPair,
      rows: readonly { date: string; rate: string }[],
    ): Promise<{ added: number; changed: number }> {
      const days = rows.map(({ date }) => date);
      const figures = rows.map(({ rate }) => rate);
      const { rows: written } = await sql<{ is_new: boolean }>`
        insert into fx_rates as kept (user_id, base, quote, date, source, rate)
          select ${userId}::uuid, ${base}::text, ${quote}::text, day, 'manual', figure
            from unnest(${days}::date[], ${figures}::numeric[]) as given (day, figure)
          on conflict (user_id, least(base, quote), greatest(base, quote), date, (source = 'sim'))
            do update set base = excluded.base, quote = excluded.quote, source = excluded.source, rate = excluded.rate
            where (kept.base, kept.source, kept.rate) is distinct from (excluded.base, excluded.source, excluded.rate)
          returning xmax = 0 as is_new`.execute(db);
      return countOf(written);
    },

    /** Writes rows of sample data. Those of before stay as they are. */
    async insertSimulated(
      { userId, base, quote }: OwnPair,
      rows: readonly { date: string; rate: string }[],
    ): Promise<void> {
      const days = rows.map(({ date }) => date);
      const figures = rows.map(({ rate }) => rate);
      await sql`insert into fx_rates (user_id, base, quote, date, source, rate)
        select ${userId}::uuid, ${base}::text, ${quote}::text, day, 'sim', figure
          from unnest(${days}::date[], ${figures}::numeric[]) as given (day, figure)
        on conflict do nothing`.execute(db);
    },

    /** How many rows entered or imported have gone. */
    async deleteEntered(pair: OwnPair, dates: readonly string[]): Promise<number> {
      const result = await db
        .deleteFrom('fx_rates')
        .where('user_id', '=', pair.userId)
        .where(isOfPair(pair))
        .where(isAmong(dates))
        .where('source', 'in', ['manual', 'import'])
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    /** The rates of sample data. */
    async deleteSimulated(userId: string): Promise<void> {
      await db.deleteFrom('fx_rates').where('user_id', '=', userId).where('source', '=', 'sim').execute();
    },

    /** The newest, for the copy of a person's data. */
    async findOfUser(userId: string, limit: number) {
      return db
        .selectFrom('fx_rates')
        .select(['base', 'quote', sql<string>`date::text`.as('date'), 'rate', 'source'])
        .where('user_id', '=', userId)
        .orderBy('fx_rates.date', 'desc')
        .orderBy('base')
        .orderBy('quote')
        .orderBy('source')
        .limit(limit)
        .execute();
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('fx_rates')
        .where('user_id', '=', userId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}

/** Written as the unique index is, so that PostgreSQL uses it. */
function isOfPair({ base, quote }: OwnPair) {
  return sql<SqlBool>`(least(base, quote) = least(${base}::text, ${quote}::text)
    and greatest(base, quote) = greatest(${base}::text, ${quote}::text))`;
}
