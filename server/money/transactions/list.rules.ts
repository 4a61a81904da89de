import type { ListPlace } from './transaction-order.repository.ts';
import type { TransactionRow } from './transactions.repository.ts';

const first = new Set(['split', 'merger', 'spin_off']);

/** Where a row stands, as a cursor. */
export function writtenPlace({ trade_date, type, seq, id }: TransactionRow): string {
  return [trade_date, first.has(type) ? 0 : 1, seq, id].join('.');
}

export function placeOf(cursor: string): ListPlace {
  const [date = '', rank = '', seq = '', id = ''] = cursor.split('.');
  return { date, rank: rank === '1', seq: Number(seq), id };
}
