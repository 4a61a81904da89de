import { weekday, type Day } from '#shared/money/days.ts';
import { ReturnIndex, toFloat, type Ratio } from '#shared/money/ratios.ts';

/** Why a figure is null. */
export type Reason = 'NO_CAPITAL' | 'TOO_SHORT' | 'TOO_FEW_DAYS' | 'NEVER_FELL';

/** The end of a day, in units of the base currency. What came in counts from its start, what left until its end. */
export interface DayValue {
  readonly day: Day;
  readonly value: bigint;
  readonly contributed: bigint;
  readonly withdrawn: bigint;
  /** A day on which an instrument was neither held nor bought has no return. */
  readonly isIdle?: boolean;
}

export interface DailyReturn {
  readonly day: Day;
  readonly ratio: Ratio;
}

export interface TimeWeighted {
  /** The index at the end of each day; null from the first day without capital on. */
  readonly index: readonly (bigint | null)[];
  readonly returns: readonly DailyReturn[];
  readonly twr: number | null;
  readonly brokenOn: Day | null;
}

/** The time-weighted return (GIPS): the days' returns, linked. */
export function timeWeighted(opening: bigint, days: readonly DayValue[]): TimeWeighted {
  const linked = new ReturnIndex();
  const index: (bigint | null)[] = [];
  const returns: DailyReturn[] = [];
  let before = opening;
  let brokenOn: Day | null = null;
  for (const { day, value, contributed, withdrawn, isIdle = false } of days) {
    const ratio = { numerator: value + withdrawn, denominator: before + contributed };
    const isSkipped = isIdle || (ratio.numerator === 0n && ratio.denominator === 0n);
    if (!isSkipped && (ratio.denominator <= 0n || ratio.numerator < 0n)) brokenOn ??= day;
    if (!isSkipped && brokenOn === null) {
      linked.link(ratio);
      returns.push({ day, ratio });
    }
    index.push(brokenOn === null ? linked.exact : null);
    before = value;
  }
  const twr = brokenOn === null && returns.length > 0 ? linked.gain : null;
  return { index, returns, twr, brokenOn };
}

const daysOfYear = 365;

/** The yearly rate of a return, from a year on. */
export function yearly(twr: number, days: number): number | null {
  return days < daysOfYear ? null : Math.expm1((Math.log1p(twr) * daysOfYear) / days);
}

/** A flow on day `n` of a period, counted from 1; in is positive. */
export interface DietzFlow {
  readonly amount: bigint;
  readonly n: number;
}

/** Modified Dietz: the gain over the opening and the flows, each weighted by the days that it was there. */
export function modifiedDietz(
  { opening, closing }: { opening: bigint; closing: bigint },
  flows: readonly DietzFlow[],
  days: number,
): number | null {
  const net = flows.reduce((sum, { amount }) => sum + amount, 0n);
  const weighted = flows.reduce((sum, { amount, n }) => sum + amount * BigInt(days - n), 0n);
  const capital = opening * BigInt(days) + weighted;
  return capital <= 0n
    ? null
    : toFloat({ numerator: (closing - opening - net) * BigInt(days), denominator: capital });
}

export interface Drawdown {
  readonly value: number;
  /** Places in the index: the peak, the lowest after it, and the first that is at the peak again. */
  readonly peak: number;
  readonly trough: number;
  readonly recovered: number | null;
}

/** The deepest fall of an index from a peak before it, the first of equal ones. Null where it never fell. */
export function maximumDrawdown(index: readonly bigint[]): Drawdown | null {
  let [peak, deepest] = [0, null as { peak: number; trough: number } | null];
  const at = (place: number) => index[place] ?? 0n;
  for (const [place, value] of index.entries()) {
    if (value > at(peak)) peak = place;
    const isDeeper =
      deepest === null ? value < at(peak) : value * at(deepest.peak) < at(deepest.trough) * at(peak);
    if (isDeeper) deepest = { peak, trough: place };
  }
  if (deepest === null) return null;
  const { peak: from, trough } = deepest;
  const recovered = index.findIndex((value, place) => place > trough && value >= at(from));
  const value = toFloat({ numerator: at(trough) - at(from), denominator: at(from) });
  return { value, peak: from, trough, recovered: recovered < 0 ? null : recovered };
}

const fewestReturns = 20;
const tradingDays = 252;

/** The sample deviation of returns, by the year; from 20 of them on. */
export function deviation(returns: readonly number[]): number | null {
  if (returns.length < fewestReturns) return null;
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (returns.length - 1)) * Math.sqrt(tradingDays);
}

/** The returns of Monday to Friday. A weekend's are linked into the Monday after it, and dropped where none follows. */
export function weekdayReturns(returns: readonly DailyReturn[]): number[] {
  const result: number[] = [];
  let weekend: Ratio = { numerator: 1n, denominator: 1n };
  for (const { day, ratio } of returns) {
    const linked = {
      numerator: weekend.numerator * ratio.numerator,
      denominator: weekend.denominator * ratio.denominator,
    };
    const isWeekend = weekday(day) === 0 || weekday(day) === 6;
    if (!isWeekend)
      result.push(
        toFloat({ numerator: linked.numerator - linked.denominator, denominator: linked.denominator }),
      );
    weekend = isWeekend ? linked : { numerator: 1n, denominator: 1n };
  }
  return result;
}
