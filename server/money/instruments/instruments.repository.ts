import {
  sql,
  type Insertable,
  type RawBuilder,
  type Selectable,
  type SqlBool,
  type Updateable,
} from 'kysely';
import type { Database } from '#server/db/database.ts';
import { violatedConstraint } from '#server/db/postgres-errors.ts';
import type { Instruments } from '#server/db/schema.ts';

export type InstrumentRow = Omit<Selectable<Instruments>, 'user_id'>;

/** An instrument by its owner: the primary key begins with both. */
export interface InstrumentKey {
  readonly userId: string;
  readonly id: string;
}

/** Columns to write; what is undefined is not written. */
export type InstrumentValues = {
  readonly [Name in keyof Updateable<Instruments>]?: Updateable<Instruments>[Name] | undefined;
};
type NewInstrument = InstrumentValues &
  Pick<Insertable<Instruments>, 'symbol' | 'name' | 'kind' | 'currency'>;

interface InstrumentFilters {
  /** A part of the symbol or the name, or the beginning of the ISIN. */
  readonly search?: string | undefined;
  /** The symbol after which the page begins. */
  readonly cursor?: string | undefined;
}

const columns = [
  'id',
  'symbol',
  'name',
  'kind',
  'currency',
  'multiplier',
  'payout',
  'isin',
  'mic',
  'underlying',
  'strike',
  'expires_at',
  'option_right',
  'market_symbol',
  'version',
  'created_at',
] as const;

/** As the unique index is written, so that PostgreSQL reads the page from it. */
const symbolOrder = sql<string>`canonical_identifier(symbol)`;
/** True of every row. The unique index is written with it, so that no statement takes it for the primary key. */
const isOrdered = sql<SqlBool>`version > 0`;

export type InstrumentsRepository = ReturnType<typeof createInstrumentsRepository>;

export function createInstrumentsRepository(db: Database) {
  return {
    /** By symbol, in any case. */
    async findPage(userId: string, filters: InstrumentFilters, limit: number): Promise<InstrumentRow[]> {
      const { search, cursor } = filters;
      return db
        .selectFrom('instruments')
        .select(columns)
        .where('user_id', '=', userId)
        .where(isOrdered)
        .$if(search !== undefined, (query) => query.where(hasText(search ?? '')))
        .$if(cursor !== undefined, (query) =>
          query.where(sql<SqlBool>`${symbolOrder} > canonical_identifier(${cursor}::text)`),
        )
        .orderBy(symbolOrder)
        .limit(limit)
        .execute();
    },

    async find({ userId, id }: InstrumentKey): Promise<InstrumentRow | undefined> {
      return db
        .selectFrom('instruments')
        .select(columns)
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst();
    },

    /** Those of sample data, whose symbols begin so. */
    async findOfPrefix(userId: string, prefix: string): Promise<InstrumentRow[]> {
      return db
        .selectFrom('instruments')
        .select(columns)
        .where('user_id', '=', userId)
        .where(hasPrefix(prefix))
        .execute();
    },

    /** The newest, for the copy of a person's data. */
    async findOfUser(userId: string, limit: number): Promise<InstrumentRow[]> {
      return db
        .selectFrom('instruments')
        .select(columns)
        .where('user_id', '=', userId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('instruments')
        .where('user_id', '=', userId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** True once a transaction names it, also a voided one. */
    async isNamed({ userId, id }: InstrumentKey): Promise<boolean> {
      const { rows } = await sql<{ is_named: boolean }>`
        select exists (select from transactions where user_id = ${userId} and instrument_id = ${id})
          or exists (select from transactions where user_id = ${userId} and to_instrument_id = ${id})
          as is_named`.execute(db);
      return rows[0]?.is_named ?? false;
    },

    /** Undefined when the symbol is taken. */
    async insert({ userId, id }: InstrumentKey, row: NewInstrument): Promise<InstrumentRow | undefined> {
      return db
        .insertInto('instruments')
        .values({ ...row, user_id: userId, id, created_at: sql`clock_timestamp()` })
        .onConflict((conflict) => conflict.doNothing())
        .returning(columns)
        .executeTakeFirst();
    },

    /** `taken` is about the symbol; the transaction can only roll back then. Undefined when there is none. */
    async update(
      { userId, id }: InstrumentKey,
      changes: InstrumentValues,
    ): Promise<InstrumentRow | 'taken' | undefined> {
      try {
        return await db
          .updateTable('instruments')
          .set({ ...changes, version: sql`version + 1` })
          .where('user_id', '=', userId)
          .where('id', '=', id)
          .returning(columns)
          .executeTakeFirst();
      } catch (error) {
        if (violatedConstraint(error) === 'instruments_symbol_key') return 'taken';
        throw error;
      }
    },

    /** Its prices go along. */
    async delete({ userId, id }: InstrumentKey): Promise<void> {
      await db.deleteFrom('instruments').where('user_id', '=', userId).where('id', '=', id).execute();
    },

    /** The same ones. */
    async deleteOfPrefix(userId: string, prefix: string): Promise<void> {
      await db.deleteFrom('instruments').where('user_id', '=', userId).where(hasPrefix(prefix)).execute();
    },
  };
}

const hasPrefix = (prefix: string) =>
  sql<SqlBool>`starts_with(canonical_identifier(symbol), canonical_identifier(${prefix}::text))`;

function hasText(search: string): RawBuilder<SqlBool> {
  const part = sql`canonical_identifier(${search}::text)`;
  return sql<SqlBool>`(strpos(canonical_identifier(symbol), ${part}) > 0
    or strpos(canonical_identifier(name), ${part}) > 0 or starts_with(lower(isin), ${part}))`;
}
