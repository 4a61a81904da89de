import type { Day } from '#shared/money/days.ts';
import { toFloat } from '#shared/money/ratios.ts';
import { one } from '#shared/money/decimal.ts';

export interface Flow {
  readonly day: Day;
  /** In units; what is paid in is negative. */
  readonly amount: bigint;
}

/** All rates at which the flows are worth nothing today, ascending. */
export interface InternalRates {
  readonly status: 'one' | 'several' | 'none';
  readonly rates: readonly number[];
}

/** ln(1 + rate) of the lowest and the highest rate that is looked for: -0.999999999999 and 10^9. */
const lowest = Math.log(1e-12);
const highest = Math.log1p(1e9);
/** Below this width nothing more is told apart; answers need 1e-9. */
const narrowest = 1e-12;
const daysOfYear = 365;

interface Term {
  readonly amount: number;
  /** Above or equal 0: the exponent is `-rate * years`. */
  readonly years: number;
}

/** The internal rate of return of dated flows, over years of 365 days. */
export function internalRates(flows: readonly Flow[]): InternalRates {
  const terms = termsOf(flows);
  const isOneSided = terms.every(({ amount }) => amount > 0) || terms.every(({ amount }) => amount < 0);
  const roots = isOneSided ? [] : [...negativeRoots(terms), ...positiveRoots(terms)];
  const rates = distinct(roots).map(Math.expm1);
  return { status: rates.length === 0 ? 'none' : rates.length === 1 ? 'one' : 'several', rates };
}

/** One term for each day on which something is left. */
function termsOf(flows: readonly Flow[]): Term[] {
  const byDay = new Map<Day, bigint>();
  for (const { day, amount } of flows) byDay.set(day, (byDay.get(day) ?? 0n) + amount);
  const days = [...byDay].filter(([, amount]) => amount !== 0n).toSorted(([a], [b]) => a - b);
  const first = days[0]?.[0] ?? 0;
  return days.map(([day, amount]) => ({
    amount: toFloat({ numerator: amount, denominator: one }),
    years: (day - first) / daysOfYear,
  }));
}

/** From 0 up every discount factor is at most 1. */
const positiveRoots = (terms: readonly Term[]) => rootsBetween(terms, 0, highest);

/** Below 0 the same holds for the flows seen from the last day backwards. */
function negativeRoots(terms: readonly Term[]): number[] {
  const last = terms.at(-1)?.years ?? 0;
  const backwards = terms.map(({ amount, years }) => ({ amount, years: last - years }));
  return rootsBetween(backwards, 0, -lowest)
    .map((root) => -root)
    .toReversed();
}

/** The sum at `x`, and its derivative: positive and negative terms apart, since each part only falls. */
function partsAt(terms: readonly Term[], x: number) {
  let [gains, losses, gainSlope, lossSlope] = [0, 0, 0, 0];
  for (const { amount, years } of terms) {
    const discounted = amount * Math.exp(-x * years);
    if (amount > 0) {
      gains += discounted;
      gainSlope += discounted * years;
    } else {
      losses -= discounted;
      lossSlope -= discounted * years;
    }
  }
  return { gains, losses, gainSlope, lossSlope };
}

type Parts = ReturnType<typeof partsAt>;
const sum = ({ gains, losses }: Parts) => gains - losses;

/**
 * Halves an interval until each half surely holds no root, or surely rises or falls throughout. Then it holds one at
 * most, where the signs at its ends differ.
 */
function rootsBetween(terms: readonly Term[], from: number, to: number): number[] {
  const roots: number[] = [];
  const open: { from: number; to: number; left: Parts; right: Parts }[] = [
    { from, to, left: partsAt(terms, from), right: partsAt(terms, to) },
  ];
  for (let part = open.pop(); part; part = open.pop()) {
    const { left, right } = part;
    const isAbove = right.gains > left.losses;
    const isBelow = left.gains < right.losses;
    if (isAbove || isBelow) continue;
    const falls = right.gainSlope > left.lossSlope;
    const rises = left.gainSlope < right.lossSlope;
    if (falls || rises || part.to - part.from < narrowest) {
      const root = crossing(terms, part);
      if (root !== null) roots.push(root);
      continue;
    }
    const middle = (part.from + part.to) / 2;
    const between = partsAt(terms, middle);
    open.push({ from: middle, to: part.to, left: between, right });
    open.push({ from: part.from, to: middle, left, right: between });
  }
  return roots;
}

/** Where the sum changes its sign, by halving. */
function crossing(
  terms: readonly Term[],
  { from, to, left, right }: { from: number; to: number; left: Parts; right: Parts },
): number | null {
  if (sum(left) === 0) return from;
  if (sum(right) === 0) return to;
  if (sum(left) > 0 === sum(right) > 0) return null;
  const isFalling = sum(left) > 0;
  let [low, high] = [from, to];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (sum(partsAt(terms, middle)) > 0 === isFalling) low = middle;
    else high = middle;
  }
}

/** A root at the end of two intervals is found twice. */
function distinct(roots: readonly number[]): number[] {
  return roots.filter((root, index) => index === 0 || root - (roots[index - 1] ?? -Infinity) > 1e-11);
}
