import { sql, type RawBuilder } from 'kysely';
import type { WindowLimit } from '#server/config/limits.ts';

interface Columns {
  readonly used: RawBuilder<number>;
  readonly resetsAt: RawBuilder<Date>;
}

/** How many whole seconds are left until then, at least one. */
export function secondsUntil(resetsAt: RawBuilder<Date>): RawBuilder<number> {
  return sql<number>`greatest(1, ceil(extract(epoch from ${resetsAt} - now())))::int`;
}

/**
 * A fixed window that two columns of a row count, as one guarded statement asks and moves it: it begins with the first
 * counted call and lasts `minutes`, and at most `count` calls get through, under any parallelism.
 */
export function fixedWindow({ used, resetsAt }: Columns, { count, minutes }: NonNullable<WindowLimit>) {
  // Milliseconds, because a JavaScript date holds no more and a window is named by its end.
  const end = sql<Date>`date_trunc('milliseconds', now()) + make_interval(mins => ${minutes}::int)`;
  const isOver = sql<boolean>`${resetsAt} <= now()`;
  return {
    end,
    isOver,
    isFull: sql<boolean>`(not ${isOver} and ${used} >= ${count}::int)`,
    /** The columns after one more call. */
    usedNext: sql<number>`case when ${isOver} then 1 else ${used} + 1 end`,
    resetsNext: sql<Date>`case when ${isOver} then ${end} else ${resetsAt} end`,
  };
}
