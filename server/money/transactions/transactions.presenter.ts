import { toldLegs } from './legs.rules.ts';
import type { LegRow, TransactionRow } from './transactions.repository.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import { transactionInput } from '#shared/money/transactions.ts';

/** What the fields of each type are called: those of its input. */
const fieldsOf = new Map<string, readonly string[]>(
  transactionInput.options.flatMap(({ shape }) => {
    const types = 'options' in shape.type ? shape.type.options : [...shape.type.values];
    return types.map((type) => [type, Object.keys(shape)] as const);
  }),
);

/** Told of every row, whatever its type. */
const told = new Set(['type', 'tradeDate', 'note', 'instrumentId', 'toInstrumentId', 'currency', 'fxRate']);
const words = new Set(['counterCurrency', 'acquiredOn']);

/** A transaction with every field of its type, null where nothing was given. */
export function toTransaction(row: TransactionRow, legRows: readonly LegRow[]): Transaction {
  const legs = toldLegs(legRows);
  const names = fieldsOf.get(row.type) ?? [];
  const own = names.filter((name) => !told.has(name)).map((name) => [name, fieldOf(row, name)]);
  const currency = row.fields['currency'] ?? legs[0]?.currency ?? null;
  return {
    id: row.id,
    portfolioId: row.portfolio_id,
    type: row.type,
    tradeDate: row.trade_date,
    seq: row.seq,
    source: row.source,
    instrumentId: row.instrument_id,
    symbol: row.symbol,
    ...(names.includes('toInstrumentId') && { toInstrumentId: row.to_instrument_id }),
    ...Object.fromEntries(own),
    currency,
    fxRate: row.fx_rate === null ? null : decimal(units(row.fx_rate)),
    note: row.note,
    isAssumed: row.is_assumed,
    legs,
    voids: row.voids_id,
    voidedBy: row.voided_by,
    replaces: row.replaces_id,
    replacedBy: row.replaced_by,
    createdAt: row.created_at.toISOString(),
  } as Transaction;
}

function fieldOf({ fields, cost_base }: TransactionRow, name: string): unknown {
  const value = name === 'costBase' ? cost_base : (fields[name] ?? null);
  if (Array.isArray(value)) return value.map(toldLot);
  return typeof value === 'string' && !words.has(name) ? decimal(units(value)) : value;
}

function toldLot({ lot, quantity }: { lot: string; quantity: string }) {
  return { lot, quantity: decimal(units(quantity)) };
}
