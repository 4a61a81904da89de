import type { Range as AnyRange } from '#client/money/performance/performance.rules.ts';

/** How far back net worth is drawn; on which day each begins, performance says. */
export const ranges = ['1m', '3m', '1y', '5y', 'all'] as const satisfies readonly AnyRange[];
export type Range = (typeof ranges)[number];

const usual: Range = '1y';

/** The range that an address names, in letters of any size; the usual one where it names none. */
export function rangeNamed(text: string | null): Range {
  return ranges.find((range) => range === text?.toLowerCase()) ?? usual;
}

/** Before any day that may be entered: all that was ever recorded lies behind it. */
export const earliestDay = '1970-01-01';
