import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Database } from '#server/db/database.ts';
import type { Source } from '#shared/money/rates.ts';

/** An instrument whose prices are meant, by its owner. */
interface PricedInstrument {
  readonly userId: string;
  readonly id: string;
}

export interface DayRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A price with the day as it is written. */
export interface KeptPrice {
  readonly date: string;
  readonly price: string;
  readonly source: Source;
}

/** Of one day the first counts; the order of `sourceOrder`. */
const bySource = sql`array_position(array['manual', 'import', 'deribit', 'sim'], source)`;

export type PricesRepository = ReturnType<typeof createPricesRepository>;

export function createPricesRepository(db: Database) {
  return {
    /** The newest first. */
    async findNewest({ userId, id }: PricedInstrument, range: DayRange, limit: number): Promise<KeptPrice[]> {
      return db
        .selectFrom('prices')
        .select([sql<string>`date::text`.as('date'), 'price', 'source'])
        .where('user_id', '=', userId)
        .where('instrument_id', '=', id)
        .where(isWithin(range))
        .orderBy('prices.date', 'desc')
        .orderBy(bySource)
        .limit(limit)
        .execute();
    },

    /** Null where none is kept. */
    async findLowest({ userId, id }: PricedInstrument): Promise<string | null> {
      const row = await db
        .selectFrom('prices')
        .where('user_id', '=', userId)
        .where('instrument_id', '=', id)
        .select(sql<string | null>`min(price)`.as('lowest'))
        .executeTakeFirstOrThrow();
      return row.lowest;
    },

    /** Writes rows by hand. How many are new, and how many say something else than before. */
    async upsertManual(
      { userId, id }: PricedInstrument,
      rows: readonly { date: string; price: string }[],
    ): Promise<{ added: number; changed: number }> {
      const days = rows.map(({ date }) => date);
      const figures = rows.map(({ price }) => price);
      const { rows: written } = await sql<{ is_new: boolean }>`
        insert into prices as kept (user_id, instrument_id, date, source, price)
          select ${userId}::uuid, ${id}::uuid, day, 'manual', figure
            from unnest(${days}::date[], ${figures}::numeric[]) as given (day, figure)
          on conflict (user_id, instrument_id, date, source) do update set price = excluded.price
            where kept.price <> excluded.price
          returning xmax = 0 as is_new`.execute(db);
      return countOf(written);
    },

    /** Writes rows of sample data. Those of before stay as they are. */
    async insertSimulated(
      userId: string,
      rows: readonly { instrumentId: string; date: string; price: string }[],
    ): Promise<void> {
      const ids = rows.map(({ instrumentId }) => instrumentId);
      const days = rows.map(({ date }) => date);
      const figures = rows.map(({ price }) => price);
      await sql`insert into prices (user_id, instrument_id, date, source, price)
        select ${userId}::uuid, id, day, 'sim', figure
          from unnest(${ids}::uuid[], ${days}::date[], ${figures}::numeric[]) as given (id, day, figure)
        on conflict do nothing`.execute(db);
    },

    /** How many rows entered or imported have gone. */
    async deleteEntered({ userId, id }: PricedInstrument, dates: readonly string[]): Promise<number> {
      const result = await db
        .deleteFrom('prices')
        .where('user_id', '=', userId)
        .where('instrument_id', '=', id)
        .where(isAmong(dates))
        .where('source', 'in', ['manual', 'import'])
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    /** The newest, for the copy of a person's data. */
    async findOfUser(userId: string, limit: number) {
      return db
        .selectFrom('prices')
        .select(['instrument_id', sql<string>`date::text`.as('date'), 'price', 'source'])
        .where('user_id', '=', userId)
        .orderBy('prices.date', 'desc')
        .orderBy('instrument_id')
        .orderBy('source')
        .limit(limit)
        .execute();
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('prices')
        .where('user_id', '=', userId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}

/** `date` is the table's column, a day; the same for prices and rates. */
export function isWithin({ from, to }: DayRange): RawBuilder<SqlBool> {
  const isAfter = from === undefined ? sql`true` : sql`date >= ${from}::date`;
  const isBefore = to === undefined ? sql`true` : sql`date <= ${to}::date`;
  return sql<SqlBool>`(${isAfter} and ${isBefore})`;
}

export function isAmong(dates: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`date = any (${[...dates]}::date[])`;
}

/** A row that an upsert has inserted has no older version. */
export function countOf(written: readonly { is_new: boolean }[]) {
  return { added: written.filter(({ is_new: isNew }) => isNew).length, changed: written.length };
}
