/** How far back net worth is drawn. */
export const ranges = ['1M', '3M', '1Y', '5Y', 'all'] as const;
export type Range = (typeof ranges)[number];

const months: Readonly<Record<Exclude<Range, 'all'>, number>> = { '1M': 1, '3M': 3, '1Y': 12, '5Y': 60 };
const usual: Range = '1Y';

/** The range that an address names; the usual one where it names none. */
export function rangeNamed(text: string | null): Range {
  return ranges.find((range) => range === text) ?? usual;
}

/** Before any day that may be entered: all that was ever recorded lies behind it. */
export const earliestDay = '1970-01-01';

/** The day some months before another; the last of its month where that is shorter. */
export function beginOf(range: Exclude<Range, 'all'>, to: string): string {
  const [year = 0, month = 0, day = 0] = to.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months[range], 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return first.toISOString().slice(0, 10);
}
