import type { CostMethod } from '#shared/money/entries.ts';
import { finePlaces, limit, one } from '#shared/money/decimal.ts';
import type { Day } from '#shared/money/days.ts';
import { MoneyRefusal } from '#shared/money/refusals.ts';
import { allocate, r18, take } from '#shared/money/rounding.ts';

/** What a lot is divided into. `value` is what it was worth when it came, and is the start of its gain. */
export const lotAmounts = ['cost', 'costBase', 'fee', 'feeBase', 'value', 'valueBase'] as const;
export type LotAmounts = Readonly<Record<(typeof lotAmounts)[number], bigint>>;

/** When a lot was opened in the ledger. It decides between lots that were acquired on one day. */
export interface Opening {
  readonly day: Day;
  readonly seq: number;
  readonly id: string;
}

/** What is held of an instrument since one transaction; a short's quantity and cost are negative. */
export interface Lot extends LotAmounts {
  /** Its opening transaction, or what replaced it. */
  readonly lot: string;
  /** The day it was acquired. */
  readonly day: Day;
  readonly opening: Opening;
  readonly quantity: bigint;
  /** The rate at which its value was reckoned. */
  readonly fxRate: bigint;
}

// Written out: every transaction that is replayed adds and divides amounts.
export function addAmounts(left: LotAmounts, right: LotAmounts): LotAmounts {
  return {
    cost: left.cost + right.cost,
    costBase: left.costBase + right.costBase,
    fee: left.fee + right.fee,
    feeBase: left.feeBase + right.feeBase,
    value: left.value + right.value,
    valueBase: left.valueBase + right.valueBase,
  };
}

export function subtractAmounts(left: LotAmounts, right: LotAmounts): LotAmounts {
  return {
    cost: left.cost - right.cost,
    costBase: left.costBase - right.costBase,
    fee: left.fee - right.fee,
    feeBase: left.feeBase - right.feeBase,
    value: left.value - right.value,
    valueBase: left.valueBase - right.valueBase,
  };
}

/** Of each amount the share that goes with `part` of `whole`. */
export function takeAmounts(
  { cost, costBase, fee, feeBase, value, valueBase }: LotAmounts,
  part: bigint,
  whole: bigint,
): LotAmounts {
  return {
    cost: take(cost, part, whole),
    costBase: take(costBase, part, whole),
    fee: take(fee, part, whole),
    feeBase: take(feeBase, part, whole),
    value: take(value, part, whole),
    valueBase: take(valueBase, part, whole),
  };
}

export function mapAmounts(figure: (name: (typeof lotAmounts)[number]) => bigint): LotAmounts {
  return {
    cost: figure('cost'),
    costBase: figure('costBase'),
    fee: figure('fee'),
    feeBase: figure('feeBase'),
    value: figure('value'),
    valueBase: figure('valueBase'),
  };
}

const compare = <Value extends bigint | number | string>(a: Value, b: Value) => (a < b ? -1 : a > b ? 1 : 0);

/** Oldest first. */
export function byAge(a: Lot, b: Lot): number {
  return (
    compare(a.day, b.day) ||
    compare(a.opening.day, b.opening.day) ||
    compare(a.opening.seq, b.opening.seq) ||
    compare(a.opening.id, b.opening.id)
  );
}

export const magnitude = (value: bigint) => (value < 0n ? -value : value);

/** Lowest cost per unit first, its fee included; of equals the newest. */
function byUnitCost(a: Lot, b: Lot): number {
  return (
    compare((a.cost + a.fee) * magnitude(b.quantity), (b.cost + b.fee) * magnitude(a.quantity)) || byAge(b, a)
  );
}

/** What closes first stands last: there an array gives and takes without moving the rest. */
export const orders: Record<CostMethod, (a: Lot, b: Lot) => number> = {
  FIFO: (a, b) => byAge(b, a),
  SPECIFIC: (a, b) => byAge(b, a),
  AVG: (a, b) => byAge(b, a),
  LIFO: byAge,
  HIFO: byUnitCost,
};

/** A part of a lot that was closed, with its part of each amount. */
export interface Closed extends LotAmounts {
  readonly lot: string;
  readonly quantity: bigint;
  readonly fxRate: bigint;
}

/** One lot of two: the first gives its name, its day and its age. */
export function joined(first: Lot, newer: Lot): Lot {
  const amounts = addAmounts(first, newer);
  const rate = amounts.value === 0n ? 0n : r18(amounts.valueBase * one, amounts.value);
  const fxRate = rate > 0n && rate < limit ? rate : newer.fxRate;
  return { ...first, ...amounts, quantity: first.quantity + newer.quantity, fxRate };
}

/** Gives lots, oldest first, a new quantity together. One that vanishes leaves its amounts to the oldest that stays. */
export function resized(lots: readonly Lot[], quantity: bigint): Lot[] {
  if (quantity === 0n) throw new MoneyRefusal('AMOUNT_OUT_OF_RANGE');
  const parts = allocate(
    quantity,
    lots.map((lot) => lot.quantity),
    finePlaces,
  );
  const sized = lots.map((lot, index) => ({ ...lot, quantity: parts[index] ?? 0n }));
  const [oldest, ...others] = sized.filter((lot) => lot.quantity !== 0n);
  const vanished = sized.filter((lot) => lot.quantity === 0n);
  if (!oldest) throw new MoneyRefusal('AMOUNT_OUT_OF_RANGE');
  const left = vanished.reduce<LotAmounts>(addAmounts, oldest);
  return [{ ...oldest, ...mapAmounts((name) => left[name]) }, ...others];
}
