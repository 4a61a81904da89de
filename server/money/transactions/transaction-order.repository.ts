import { sql, type RawBuilder } from 'kysely';
import type { RowType } from '#shared/money/transaction-rows.ts';

/** Which rows of a person. */
export interface ListFilters {
  readonly portfolioId?: string | undefined;
  readonly instrumentId?: string | undefined;
  readonly types?: readonly RowType[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly includeVoided?: boolean | undefined;
}

/** Where a row stands in the list. */
export interface ListPlace {
  readonly date: string;
  readonly rank: boolean;
  readonly seq: number;
  readonly id: string;
}

export interface ListOrder {
  readonly after?: ListPlace | undefined;
  readonly limit: number;
}

/** True of every row. The indexes in this order are written with it, so that no other statement picks them. */
export const isOrdered = sql<boolean>`t.seq >= 0`;

/** False for what comes first on its day; written as the indexes are. */
export const rank = sql<boolean>`(t.type not in ('split', 'merger', 'spin_off'))`;

/** Behind a row, where the list goes from the newest to the oldest. */
export function isAfterPlace({ date, rank: ranked, seq, id }: ListPlace): RawBuilder<boolean> {
  return sql<boolean>`(t.trade_date, ${rank}, t.seq, t.id)
    < (${date}::date, ${ranked}::boolean, ${seq}::bigint, ${id}::uuid)`;
}
