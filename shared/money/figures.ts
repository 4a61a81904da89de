import type { Day } from '#shared/money/days.ts';
import type { DatedFlow, Range, Sweep } from '#shared/money/performance.ts';
import {
  deviation,
  maximumDrawdown,
  modifiedDietz,
  timeWeighted,
  weekdayReturns,
  yearly,
  type Reason,
  type TimeWeighted,
} from '#shared/money/returns.ts';
import { indexOne } from '#shared/money/ratios.ts';
import { internalRates, type InternalRates } from '#shared/money/xirr.ts';

/** The figures that may have no meaning; each null has its reason. */
export type Meaning = 'twr' | 'twrAnnual' | 'dietz' | 'maxDrawdown' | 'volatility';

export interface Figures {
  readonly twr: number | null;
  readonly twrAnnual: number | null;
  readonly dietz: number | null;
  readonly xirr: InternalRates;
  readonly maxDrawdown: { value: number; peak: Day; trough: Day; recovered: Day | null } | null;
  readonly volatility: number | null;
  readonly reasons: Partial<Record<Meaning, Reason>>;
  /** The first day without capital. */
  readonly brokenOn: Day | null;
  /** The index of returns at the end of each day: 1 before the first. */
  readonly index: readonly (bigint | null)[];
}

/** Returns and risk of a swept range. */
export function figuresOf(
  { opening, closing, flows, days, hasCapital }: Sweep,
  { from, to }: Range,
): Figures {
  const length = to - from + 1;
  const weighted = hasCapital ? timeWeighted(opening, days) : withoutCapital(days.length);
  const { twr, returns, brokenOn, index } = weighted;
  const first = returns[0]?.day ?? to;
  const twrAnnual = twr === null ? null : yearly(twr, to - first + 1);
  const dietz = hasCapital
    ? modifiedDietz(
        { opening, closing },
        flows.map(({ day, amount }) => ({ amount, n: day - from + 1 })),
        length,
      )
    : null;
  const maxDrawdown = twr === null ? null : drawdownOf(index, from);
  const volatility = twr === null ? null : deviation(weekdayReturns(returns));
  const reason = (figure: unknown, otherwise: Reason): Reason | undefined => {
    if (figure !== null) return undefined;
    return twr === null ? 'NO_CAPITAL' : otherwise;
  };
  const reasons = {
    twr: reason(twr, 'NO_CAPITAL'),
    twrAnnual: reason(twrAnnual, 'TOO_SHORT'),
    dietz: dietz === null ? ('NO_CAPITAL' as const) : undefined,
    maxDrawdown: reason(maxDrawdown, 'NEVER_FELL'),
    volatility: reason(volatility, 'TOO_FEW_DAYS'),
  };
  return {
    twr,
    twrAnnual,
    dietz,
    xirr: internalRates(ownFlows({ opening, closing, flows }, { from, to })),
    maxDrawdown,
    volatility,
    reasons: Object.fromEntries(Object.entries(reasons).filter(([, why]) => why !== undefined)),
    brokenOn,
    index,
  };
}

/** The flows as their owner sees them: below 0 they are paid in. What is left at the end is paid out. */
function ownFlows(
  { opening, closing, flows }: Pick<Sweep, 'opening' | 'closing' | 'flows'>,
  { from, to }: Range,
) {
  const between: DatedFlow[] = flows.map(({ day, amount }) => ({ day, amount: -amount }));
  return [{ day: from - 1, amount: -opening }, ...between, { day: to, amount: closing }];
}

function withoutCapital(length: number): TimeWeighted {
  return { index: Array.from({ length }, () => null), returns: [], twr: null, brokenOn: null };
}

/** The deepest fall, by days; the eve of the range is where the index is 1. */
function drawdownOf(index: readonly (bigint | null)[], from: Day): Figures['maxDrawdown'] {
  const fall = maximumDrawdown([indexOne, ...index.map((value) => value ?? 0n)]);
  if (!fall) return null;
  const dayOf = (place: number) => from - 1 + place;
  const { value, peak, trough, recovered } = fall;
  return {
    value,
    peak: dayOf(peak),
    trough: dayOf(trough),
    recovered: recovered === null ? null : dayOf(recovered),
  };
}
