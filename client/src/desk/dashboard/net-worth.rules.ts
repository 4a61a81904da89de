import { distanceOf, signOf } from '#client/money/figures/compare.ts';
import type { NetWorthTold } from '#shared/money/performance-output.ts';

type Points = NetWorthTold['points'];

const isNothing = ({ value, contributed }: Points[number]) =>
  signOf(value) === 0 && signOf(contributed) === 0;

/** The days from the first on that had something. None where there never was anything. */
export function sinceBegin(points: Points): Points {
  const begin = points.findIndex((point) => !isNothing(point));
  return begin === -1 ? [] : points.slice(begin);
}

/** The last day before the first that had something. A line from there begins at nothing, or with the first flow. */
export function dayBeforeBegin(points: Points): string | null {
  const begin = points.findIndex((point) => !isNothing(point));
  return begin === -1 ? null : (points[Math.max(0, begin - 1)]?.date ?? null);
}

const dayMilliseconds = 86_400_000;

/** A long range has the ends of its months, which do not tell what a day did. */
export function hasEveryDay(points: Points): boolean {
  const [first, second] = points;
  return !first || !second || Date.parse(second.date) - Date.parse(first.date) === dayMilliseconds;
}

/** What a point has gained since the first: paying in is no gain. */
const gainOf = ({ value, contributed }: Points[number]) => distanceOf(value, contributed);

/** The last day that gained or lost anything: on a weekend there is nothing to tell of today. */
export function lastMovedDay(points: Points): string | null {
  const last = points.at(-1);
  if (!last) return null;
  const moved = points.findLast((point, index) => {
    const before = points[index - 1];
    return before !== undefined && gainOf(before) !== gainOf(point);
  });
  return moved?.date ?? last.date;
}
