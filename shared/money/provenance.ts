import type { Day } from '#shared/money/days.ts';
import type { Source } from '#shared/money/rates.ts';

/** Where a figure came from, and of which day it is. */
export interface Provenance {
  readonly source: Source;
  readonly asOf: Day;
}

/** The same of a sum. */
export interface SumProvenance {
  readonly sources: readonly Source[];
  /** The oldest; null for a sum of nothing. */
  readonly asOf: Day | null;
  readonly isStale: boolean;
  /** How many positions were never priced, and stand at what they cost. */
  readonly unpriced: number;
}

/** A figure is stale when it is older than this on the day valued. */
const freshDays = 7;

export function provenanceOf(items: readonly Provenance[], day: Day, unpriced: number): SumProvenance {
  const sources = [...new Set(items.map(({ source }) => source))].toSorted();
  const asOf = items.length === 0 ? null : Math.min(...items.map((item) => item.asOf));
  return { sources, asOf, isStale: asOf !== null && day - asOf > freshDays, unpriced };
}
