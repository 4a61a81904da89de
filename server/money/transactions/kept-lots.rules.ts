import type { KeptLot, LotSum } from './kept-lots.repository.ts';
import { readDay, writeDay } from '#shared/money/days.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import type { CostMethod } from '#shared/money/entries.ts';
import type { Sum } from '#shared/money/holding.ts';
import type { Holdings } from '#shared/money/ledger.ts';
import type { Lot } from '#shared/money/lots.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** What kept lots of an instrument add up to without some of them. */
export function restOf(sum: LotSum | undefined, read: readonly Lot[]): Sum {
  const without = (name: keyof Sum, all = '0') => read.reduce((left, lot) => left - lot[name], units(all));
  return {
    quantity: without('quantity', sum?.quantity),
    cost: without('cost', sum?.cost),
    costBase: without('costBase', sum?.cost_base),
    fee: without('fee', sum?.fee),
    feeBase: without('feeBase', sum?.fee_base),
    value: without('value', sum?.value),
    valueBase: without('valueBase', sum?.value_base),
  };
}

const opening = new Set(['buy', 'short', 'transfer_in']);
const closing = new Set(['sell', 'cover', 'expire', 'transfer_out']);

/** How much of an instrument's lots a transaction needs to be read, from which end. */
export interface Needed {
  /** In units, 0 or more. */
  readonly quantity: bigint;
  readonly isNewestFirst: boolean;
}

/** Null where a transaction needs all lots. */
export function neededOf(input: TransactionInput, method: CostMethod): Needed | null {
  if (!('quantity' in input) || method === 'AVG') return null;
  if (opening.has(input.type)) return { quantity: 0n, isNewestFirst: false };
  const isByAge = method === 'FIFO' || method === 'LIFO';
  if (!isByAge || !closing.has(input.type)) return null;
  return { quantity: units(input.quantity), isNewestFirst: method === 'LIFO' };
}

/** A kept lot as the ledger reads it. */
export function lotOf(row: KeptLot): Lot {
  return {
    lot: row.lot,
    day: readDay(row.acquired_on) ?? 0,
    opening: { day: readDay(row.opened_on) ?? 0, seq: row.opened_seq, id: row.lot },
    quantity: units(row.quantity),
    cost: units(row.cost),
    costBase: units(row.cost_base),
    fee: units(row.fee),
    feeBase: units(row.fee_base),
    value: units(row.value),
    valueBase: units(row.value_base),
    fxRate: units(row.fx_rate),
  };
}

function rowOf(instrumentId: string, lot: Lot): KeptLot {
  return {
    instrument_id: instrumentId,
    lot: lot.lot,
    acquired_on: writeDay(lot.day),
    opened_on: writeDay(lot.opening.day),
    opened_seq: lot.opening.seq,
    quantity: decimal(lot.quantity),
    cost: decimal(lot.cost),
    cost_base: decimal(lot.costBase),
    fee: decimal(lot.fee),
    fee_base: decimal(lot.feeBase),
    value: decimal(lot.value),
    value_base: decimal(lot.valueBase),
    fx_rate: decimal(lot.fxRate),
  };
}

const nameOf = (row: KeptLot) => `${row.instrument_id}/${row.lot}`;
/** With its figures as they are written, so that two may be compared. */
const written = (row: KeptLot) => JSON.stringify(rowOf(row.instrument_id, lotOf(row)));

/** As many lots as one statement writes in a small part of its time, also beside much other work. */
const lotsOfPart = 4000;

/** Lots in parts of which one statement each is made. */
export function inParts<Row>(rows: readonly Row[]): Row[][] {
  const parts = Math.ceil(rows.length / lotsOfPart);
  return Array.from({ length: parts }, (_, n) => rows.slice(n * lotsOfPart, (n + 1) * lotsOfPart));
}

/** What to write so that the rows are those of holdings. */
export function changesOf(before: readonly KeptLot[], holdings: Holdings) {
  const after = holdings
    .held()
    .flatMap(([instrumentId, holding]) => holding.lots().map((lot) => rowOf(instrumentId, lot)));
  const kept = new Map(before.map((row) => [nameOf(row), written(row)]));
  const names = new Set(after.map(nameOf));
  return {
    gone: before.filter((row) => !names.has(nameOf(row))),
    changed: after.filter((row) => kept.get(nameOf(row)) !== JSON.stringify(row)),
  };
}
