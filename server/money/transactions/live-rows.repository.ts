import { sql, type RawBuilder } from 'kysely';
import type { Source } from '#shared/money/rates.ts';
import type { TransactionType } from '#shared/money/transactions.ts';

/** A transaction that counts. */
export interface LiveRow {
  readonly id: string;
  readonly seq: number;
  readonly type: TransactionType;
  readonly trade_date: string;
  readonly source: Exclude<Source, 'deribit'>;
  readonly instrument_id: string | null;
  readonly to_instrument_id: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly fx_rate: string | null;
  readonly cost_base: string | null;
  readonly is_assumed: boolean;
  /** What it did to the position, where an expiry closed one. */
  readonly expired_quantity: string | null;
}

/** The columns of a `LiveRow`, of transactions that are called `t`. */
export const liveColumns = sql`t.id, t.seq, t.type, t.trade_date::text as trade_date, t.source, t.instrument_id,
  t.to_instrument_id, t.fields, t.fx_rate::text as fx_rate, t.cost_base::text as cost_base, t.is_assumed,
  case when t.type = 'expire' then (
    select l.quantity::text from transaction_legs l where l.user_id = t.user_id and l.portfolio_id = t.portfolio_id
      and l.transaction_id = t.id and l.account = 'position'
  ) end as expired_quantity`;

/** Neither voided nor a void. */
export const isLive = sql<boolean>`t.voided_by is null and t.type <> 'void'`;

/** The rows of a query as one value: the driver takes longer for rows than for JSON. */
export const asJson = <Row>(query: RawBuilder<Row>) =>
  sql<{ rows: Row[] }>`select coalesce(json_agg(found), '[]') as rows from (${query}) as found`;
