import { sql, type ExpressionBuilder } from 'kysely';
import type { Database } from '#server/db/database.ts';
import type { DB } from '#server/db/schema.ts';
import type { LiveRow } from './live-rows.repository.ts';
import {
  isAfterPlace,
  isOrdered,
  rank,
  type ListFilters,
  type ListOrder,
} from './transaction-order.repository.ts';
import type { Account } from '#shared/money/entries.ts';
import type { RowType } from '#shared/money/transaction-rows.ts';

/** A portfolio of a person. */
export interface PortfolioKey {
  readonly userId: string;
  readonly portfolioId: string;
}

export interface TransactionRow {
  readonly id: string;
  readonly portfolio_id: string;
  readonly seq: number;
  readonly type: RowType;
  readonly trade_date: string;
  readonly source: 'manual' | 'import' | 'sim';
  readonly voids_id: string | null;
  readonly voided_by: string | null;
  readonly replaces_id: string | null;
  readonly replaced_by: string | null;
  readonly instrument_id: string | null;
  readonly to_instrument_id: string | null;
  readonly symbol: string | null;
  /** What else was entered. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly fx_rate: string | null;
  readonly cost_base: string | null;
  readonly is_assumed: boolean;
  readonly note: string | null;
  readonly created_at: Date;
}

export interface LegRow {
  readonly transaction_id: string;
  readonly account: Account;
  readonly instrument_id: string | null;
  readonly quantity: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly base_amount: string;
}

export type NewTransaction = Omit<
  TransactionRow,
  'voided_by' | 'replaced_by' | 'symbol' | 'created_at' | 'portfolio_id'
> & { readonly request_key: string; readonly content_hash: Buffer };
export type NewLeg = Omit<LegRow, 'transaction_id'>;

const legColumns = [
  'transaction_id',
  'account',
  'instrument_id',
  'currency',
  sql<string | null>`quantity::text`.as('quantity'),
  sql<string>`amount::text`.as('amount'),
  sql<string>`base_amount::text`.as('base_amount'),
] as const;

export type TransactionsRepository = ReturnType<typeof createTransactionsRepository>;

export function createTransactionsRepository(db: Database) {
  /** Rows of a person, each with its instrument's symbol and what replaced it. */
  const rowsOf = (userId: string) =>
    db
      .selectFrom('transactions as t')
      .leftJoin('instruments as i', (join) =>
        join.onRef('i.user_id', '=', 't.user_id').onRef('i.id', '=', 't.instrument_id'),
      )
      .leftJoin('transactions as r', (join) =>
        join
          .onRef('r.user_id', '=', 't.user_id')
          .onRef('r.portfolio_id', '=', 't.portfolio_id')
          .onRef('r.replaces_id', '=', 't.id'),
      )
      .select(['t.id', 't.portfolio_id', 't.voids_id', 't.voided_by', 't.replaces_id', 'r.id as replaced_by'])
      .select(['t.instrument_id', 't.to_instrument_id', 'i.symbol', 't.is_assumed', 't.note', 't.created_at'])
      .select([
        sql<number>`t.seq`.as('seq'),
        sql<RowType>`t.type`.as('type'),
        sql<string>`t.trade_date::text`.as('trade_date'),
        sql<TransactionRow['source']>`t.source`.as('source'),
        sql<Record<string, unknown>>`t.fields`.as('fields'),
        sql<string | null>`t.fx_rate::text`.as('fx_rate'),
        sql<string | null>`t.cost_base::text`.as('cost_base'),
      ])
      .where('t.user_id', '=', userId);

  return {
    async find({ userId, portfolioId }: PortfolioKey, id: string): Promise<TransactionRow | undefined> {
      return rowsOf(userId)
        .where('t.portfolio_id', '=', portfolioId)
        .where('t.id', '=', id)
        .executeTakeFirst();
    },

    /** What a key was used for. */
    async findByKey({ userId, portfolioId }: PortfolioKey, key: string) {
      return db
        .selectFrom('transactions')
        .select(['id', 'content_hash'])
        .where('user_id', '=', userId)
        .where('portfolio_id', '=', portfolioId)
        .where('request_key', '=', key)
        .executeTakeFirst();
    },

    /** The last that counts, in the order of the ledger; null in an empty one. */
    async findLast({ userId, portfolioId }: PortfolioKey) {
      const { rows } = await sql<Pick<LiveRow, 'id' | 'seq' | 'type' | 'trade_date'>>`select
          t.id, t.seq, t.type, t.trade_date::text as trade_date from transactions t
        where t.user_id = ${userId}::uuid and t.portfolio_id = ${portfolioId}::uuid
          and ${isOrdered} and t.voided_by is null and t.type <> 'void'
        order by t.trade_date desc, ${rank} desc, t.seq desc, t.id desc limit 1`.execute(db);
      return rows[0] ?? null;
    },

    /** The number that comes next. */
    async findNextSeq({ userId, portfolioId }: PortfolioKey): Promise<number> {
      const { seq } = await db
        .selectFrom('transactions')
        .select(sql<number>`coalesce(max(seq) + 1, 1)`.as('seq'))
        .where('user_id', '=', userId)
        .where('portfolio_id', '=', portfolioId)
        .where(sql<boolean>`seq >= 0`)
        .executeTakeFirstOrThrow();
      return seq;
    },

    /** In the order of the ledger, reversed. */
    async findPage(
      userId: string,
      filters: ListFilters,
      { after, limit }: ListOrder,
    ): Promise<TransactionRow[]> {
      const { portfolioId, instrumentId, types, from, to, includeVoided } = filters;
      let query = rowsOf(userId).where(isOrdered);
      if (portfolioId !== undefined) query = query.where('t.portfolio_id', '=', portfolioId);
      if (instrumentId !== undefined) query = query.where(namesInstrument(instrumentId));
      if (types !== undefined) query = query.where(sql<boolean>`t.type = any(${types}::text[])`);
      if (from !== undefined) query = query.where(sql<boolean>`t.trade_date >= ${from}::date`);
      if (to !== undefined) query = query.where(sql<boolean>`t.trade_date <= ${to}::date`);
      if (!includeVoided) query = query.where('t.voided_by', 'is', null).where('t.type', '<>', 'void');
      if (after !== undefined) query = query.where(isAfterPlace(after));
      return query
        .orderBy('t.trade_date', 'desc')
        .orderBy(rank, 'desc')
        .orderBy('t.seq', 'desc')
        .orderBy('t.id', 'desc')
        .limit(limit)
        .execute();
    },

    /** The legs of some rows, each row's in their order. */
    async findLegs(
      userId: string,
      rows: readonly Pick<TransactionRow, 'id' | 'portfolio_id'>[],
    ): Promise<LegRow[]> {
      const portfolioIds = [...new Set(rows.map(({ portfolio_id }) => portfolio_id))];
      const ids = rows.map(({ id }) => id);
      const legs = await db
        .selectFrom('transaction_legs')
        .select(legColumns)
        .where('user_id', '=', userId)
        .where(sql<boolean>`portfolio_id = any(${portfolioIds}::uuid[])`)
        .where(sql<boolean>`transaction_id = any(${ids}::uuid[])`)
        .orderBy('transaction_id')
        .orderBy('n')
        .execute();
      return legs.map((leg) => ({ ...leg, account: leg.account as Account }));
    },

    /** One row and its legs. Told of their number, the database need not write the row again to count them. */
    async insert(
      { userId, portfolioId }: PortfolioKey,
      { fields, ...row }: NewTransaction,
      legs: readonly NewLeg[],
    ): Promise<void> {
      const key = { user_id: userId, portfolio_id: portfolioId };
      await db
        .insertInto('transactions')
        .values({ ...key, ...row, fields: JSON.stringify(fields), leg_limit: legs.length })
        .execute();
      if (legs.length === 0) return;
      await db
        .insertInto('transaction_legs')
        .values(legs.map((leg, n) => ({ ...key, ...leg, transaction_id: row.id, n })))
        .execute();
    },
  };
}

/** A merger and a spin-off name two. */
function namesInstrument(instrumentId: string) {
  return ({ ref }: ExpressionBuilder<DB & { t: DB['transactions'] }, 't'>) =>
    sql<boolean>`${instrumentId}::uuid in (${ref('t.instrument_id')}, ${ref('t.to_instrument_id')})`;
}
