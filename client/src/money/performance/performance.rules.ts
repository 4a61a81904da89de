import { dayAfter } from '#client/lib/zoned-time.ts';

/** How far back a range goes, the first by default. */
export const ranges = ['1y', '1m', '3m', 'ytd', '5y', 'all'] as const;
export type Range = (typeof ranges)[number];

/** In the order of the buttons. */
export const shownRanges = ['1m', '3m', 'ytd', '1y', '5y', 'all'] as const satisfies readonly Range[];

const months: Partial<Record<Range, number>> = { '1m': 1, '3m': 3, '1y': 12, '5y': 60 };

/** The first day of a range that ends today; undefined where the ledger alone knows it. */
export function firstDayOf(range: Range, today: string): string | undefined {
  if (range === 'ytd') return `${today.slice(0, 4)}-01-01`;
  const back = months[range];
  return back === undefined ? undefined : dayAfter(monthsBefore(today, back), 1);
}

/** The same day so many months before, or the last of a month that is too short for it. */
function monthsBefore(day: string, count: number): string {
  const [year = 0, month = 0] = day.split('-').map((part) => Number.parseInt(part, 10));
  const index = year * 12 + month - 1 - count;
  const first = new Date(Date.UTC(Math.floor(index / 12), index % 12, 1)).toISOString().slice(0, 10);
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).toISOString().slice(0, 10);
  const same = `${first.slice(0, 8)}${day.slice(8)}`;
  return same < last ? same : last;
}
