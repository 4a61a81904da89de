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
  const hasOneSign = terms.every(({ amount }) => amount > 0) || terms.every(({ amount }) => amount < 0);
  const spans = hasOneSign ? [] : joined([...negativeSpans(terms), ...positiveSpans(terms)], touch);
  const rates = spans.map(({ from, to }) => Math.expm1((from + to) / 2));
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

/** Where floats take the sum for 0: a point, or a stretch around roots that lie together. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** From 0 up every discount factor is at most 1. */
const positiveSpans = (terms: readonly Term[]) => spansBetween(terms, { from: 0, to: highest });

/** Below 0 the same holds for the flows seen from the last day backwards. */
function negativeSpans(terms: readonly Term[]): Span[] {
  const last = terms.at(-1)?.years ?? 0;
  const backwards = terms.map(({ amount, years }) => ({ amount, years: last - years }));
  const spans = spansBetween(backwards, { from: 0, to: -lowest });
  return spans.map(({ from, to }) => ({ from: -to, to: -from }));
}

/** A sum of terms, the positive and the negative apart, since each part only falls. */
interface Parts {
  readonly gains: number;
  readonly losses: number;
  /** What rounding may have made of their difference. */
  readonly noise: number;
}

interface At {
  readonly x: number;
  readonly value: Parts;
  /** How fast it falls. */
  readonly slope: Parts;
}

function at(terms: readonly Term[], x: number): At {
  let [gains, losses, gainSlope, lossSlope, longest] = [0, 0, 0, 0, 0];
  for (const { amount, years } of terms) {
    const discounted = amount * Math.exp(-x * years);
    if (amount > 0) {
      gains += discounted;
      gainSlope += discounted * years;
    } else {
      losses -= discounted;
      lossSlope -= discounted * years;
    }
    longest = Math.max(longest, years);
  }
  // Of each factor, of its exponent, and of adding up.
  const rounding = Number.EPSILON * (4 + x * longest + Math.sqrt(terms.length));
  return {
    x,
    value: { gains, losses, noise: rounding * (gains + losses) },
    slope: { gains: gainSlope, losses: lossSlope, noise: rounding * (gainSlope + lossSlope) },
  };
}

const sumOf = ({ value }: At) => value.gains - value.losses;
const isNothing = (point: At) => Math.abs(sumOf(point)) <= point.value.noise;
/** Whether it surely is above 0, or surely below, from one point to another. */
const isOneSided = (left: Parts, right: Parts) =>
  right.gains - left.losses > left.noise || right.losses - left.gains > left.noise;

/** How often an interval is halved, and how many terms that adds up; roots that lie together would take forever. */
const most = { halvings: 2000, terms: 2_000_000 };
/** How many times the noise a sum exceeds that surely is none. */
const clearly = 100;

/**
 * Halves an interval until each part surely holds no root, or surely rises or falls throughout. Then it holds one at
 * most. Where many roots lie together floats cannot tell: all parts are halved in turn, until it has been enough.
 */
function spansBetween(terms: readonly Term[], { from, to }: Span): Span[] {
  const spans: Span[] = [];
  let left = Math.min(most.halvings, most.terms / terms.length);
  let open: [At, At][] = [[at(terms, from), at(terms, to)]];
  while (open.length > 0) {
    const halves: [At, At][] = [];
    for (const [low, high] of open) {
      if (isOneSided(low.value, high.value)) continue;
      const isSteady = isOneSided(low.slope, high.slope);
      if (isSteady || high.x - low.x < narrowest || left <= 0) {
        spans.push(...spanOf(terms, low, high));
        continue;
      }
      const middle = at(terms, (low.x + high.x) / 2);
      halves.push([low, middle], [middle, high]);
      left -= 1;
    }
    open = halves;
  }
  return joined(
    spans,
    (before, after) => touch(before, after) || isFlat(terms, (before.to + after.from) / 2),
  );
}

function spanOf(terms: readonly Term[], low: At, high: At): Span[] {
  const ends = [low, high].filter(isNothing);
  if (ends.length > 0) return [{ from: ends[0]?.x ?? low.x, to: ends.at(-1)?.x ?? high.x }];
  if (sumOf(low) > 0 === sumOf(high) > 0) return [];
  const root = crossing(terms, low, high);
  return [{ from: root, to: root }];
}

/** Where the sum changes its sign, by halving. */
function crossing(terms: readonly Term[], start: At, end: At): number {
  const isFalling = sumOf(start) > 0;
  let [low, high] = [start.x, end.x];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (sumOf(at(terms, middle)) > 0 === isFalling) low = middle;
    else high = middle;
  }
}

/** A root at the end of two intervals is found twice. */
const touch = (before: Span, after: Span) => after.from - before.to <= 1e-11;

function isFlat(terms: readonly Term[], x: number): boolean {
  const point = at(terms, x);
  return Math.abs(sumOf(point)) <= clearly * point.value.noise;
}

/** Ascending; neighbours that are one are joined. */
function joined(spans: readonly Span[], areOne: (before: Span, after: Span) => boolean): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && areOne(last, span)) all.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) });
    else all.push(span);
  }
  return all;
}
