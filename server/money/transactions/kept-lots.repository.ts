import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { asJson } from './live-rows.repository.ts';
import type { PortfolioKey } from './transactions.repository.ts';
import type { CostMethod } from '#shared/money/entries.ts';

/** An open lot at the end of a ledger, and where its opening stands there. */
export interface KeptLot {
  readonly instrument_id: string;
  readonly lot: string;
  readonly acquired_on: string;
  readonly opened_on: string;
  readonly opened_seq: number;
  readonly quantity: string;
  readonly cost: string;
  readonly cost_base: string;
  readonly fee: string;
  readonly fee_base: string;
  readonly value: string;
  readonly value_base: string;
  readonly fx_rate: string;
}

export type LotSum = Omit<
  KeptLot,
  'instrument_id' | 'lot' | 'acquired_on' | 'opened_on' | 'opened_seq' | 'fx_rate'
>;

/** Lots of one instrument, from one end of their ages. */
export interface ByAge {
  readonly instrumentId: string;
  readonly isNewestFirst: boolean;
  /** The last lot of the page before. */
  readonly after: KeptLot | undefined;
  readonly limit: number;
}

const columns = sql`instrument_id, lot, acquired_on::text as acquired_on, opened_on::text as opened_on, opened_seq,
  quantity::text as quantity, cost::text as cost, cost_base::text as cost_base, fee::text as fee,
  fee_base::text as fee_base, value::text as value, value_base::text as value_base, fx_rate::text as fx_rate`;

/** One array for each column: as JSON, the same lots took a third longer to be written. */
const written = [
  { name: 'instrument_id', type: 'uuid' },
  { name: 'lot', type: 'uuid' },
  { name: 'acquired_on', type: 'date' },
  { name: 'opened_on', type: 'date' },
  { name: 'opened_seq', type: 'bigint' },
  ...(['quantity', 'cost', 'cost_base', 'fee', 'fee_base', 'value', 'value_base', 'fx_rate'] as const).map(
    (name) => ({ name, type: 'numeric' }),
  ),
] as const satisfies readonly { readonly name: keyof KeptLot; readonly type: string }[];

export function createKeptLotsRepository(db: Database) {
  return {
    async find({ userId, portfolioId }: PortfolioKey): Promise<KeptLot[]> {
      const { rows } = await asJson(sql<KeptLot>`select ${columns} from lots
        where user_id = ${userId}::uuid and portfolio_id = ${portfolioId}::uuid`).execute(db);
      return rows[0]?.rows ?? [];
    },

    async count({ userId, portfolioId }: PortfolioKey): Promise<number> {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from lots
        where user_id = ${userId}::uuid and portfolio_id = ${portfolioId}::uuid`.execute(db);
      return rows[0]?.count ?? 0;
    },

    async findOf(
      { userId, portfolioId }: PortfolioKey,
      instrumentIds: readonly string[],
    ): Promise<KeptLot[]> {
      const { rows } = await sql<KeptLot>`select ${columns} from lots
        where user_id = ${userId}::uuid and portfolio_id = ${portfolioId}::uuid
          and instrument_id = any(${instrumentIds}::uuid[])`.execute(db);
      return rows;
    },

    /** What all lots of an instrument add up to. */
    async findSum({ userId, portfolioId }: PortfolioKey, instrumentId: string): Promise<LotSum | undefined> {
      const { rows } = await sql<LotSum>`select quantity::text as quantity, cost::text as cost,
          cost_base::text as cost_base, fee::text as fee, fee_base::text as fee_base, value::text as value,
          value_base::text as value_base from lot_sums
        where user_id = ${userId}::uuid and portfolio_id = ${portfolioId}::uuid
          and instrument_id = ${instrumentId}::uuid`.execute(db);
      return rows[0];
    },

    /** A page of the lots of an instrument, the oldest or the newest first. */
    async findByAge({ userId, portfolioId }: PortfolioKey, page: ByAge): Promise<KeptLot[]> {
      const { instrumentId, isNewestFirst, after, limit } = page;
      const direction = sql.raw(isNewestFirst ? 'desc' : 'asc');
      const behind = after
        ? sql`and (acquired_on, opened_on, opened_seq, lot) ${sql.raw(isNewestFirst ? '<' : '>')}
            (${after.acquired_on}::date, ${after.opened_on}::date, ${after.opened_seq}::bigint, ${after.lot}::uuid)`
        : sql``;
      const { rows } = await sql<KeptLot>`select ${columns} from lots
        where user_id = ${userId}::uuid and portfolio_id = ${portfolioId}::uuid
          and instrument_id = ${instrumentId}::uuid ${behind}
        order by lots.acquired_on ${direction}, lots.opened_on ${direction}, lots.opened_seq ${direction},
          lots.lot ${direction} limit ${limit}::int`.execute(db);
      return rows;
    },

    /** Each is looked up by its key: a join may go through all lots for each. */
    async delete(
      { userId, portfolioId }: PortfolioKey,
      lots: readonly Pick<KeptLot, 'instrument_id' | 'lot'>[],
    ): Promise<void> {
      const [ids, names] = [lots.map((each) => each.instrument_id), lots.map((each) => each.lot)];
      await sql`delete from lots where ctid = any(array(
        select (select ctid from lots where user_id = ${userId}::uuid and portfolio_id = ${portfolioId}::uuid
            and instrument_id = gone.instrument_id and lot = gone.lot)
          from unnest(${ids}::uuid[], ${names}::uuid[]) as gone (instrument_id, lot)))`.execute(db);
    },

    async upsert({ userId, portfolioId }: PortfolioKey, lots: readonly KeptLot[]): Promise<void> {
      const given = sql.join(
        written.map(({ name, type }) => sql`${lots.map((lot) => lot[name])}::${sql.raw(type)}[]`),
      );
      await sql`insert into lots (user_id, portfolio_id, ${sql.join(written.map(({ name }) => sql.ref(name)))})
        select ${userId}::uuid, ${portfolioId}::uuid, row.* from unnest(${given}) as row
        on conflict (user_id, portfolio_id, instrument_id, lot) do update set
          acquired_on = excluded.acquired_on, opened_on = excluded.opened_on, opened_seq = excluded.opened_seq,
          quantity = excluded.quantity, cost = excluded.cost, cost_base = excluded.cost_base, fee = excluded.fee,
          fee_base = excluded.fee_base, value = excluded.value, value_base = excluded.value_base,
          fx_rate = excluded.fx_rate`.execute(db);
    },

    /** By which method they are kept; undefined before any were. */
    async findMethod({ userId, portfolioId }: PortfolioKey): Promise<string | undefined> {
      const row = await db
        .selectFrom('lot_methods')
        .select('cost_method')
        .where('user_id', '=', userId)
        .where('portfolio_id', '=', portfolioId)
        .executeTakeFirst();
      return row?.cost_method;
    },

    async upsertMethod({ userId, portfolioId }: PortfolioKey, method: CostMethod): Promise<void> {
      await db
        .insertInto('lot_methods')
        .values({ user_id: userId, portfolio_id: portfolioId, cost_method: method })
        .onConflict((conflict) =>
          conflict.columns(['user_id', 'portfolio_id']).doUpdateSet({ cost_method: method }),
        )
        .execute();
    },
  };
}
