import { sql, type RawBuilder } from 'kysely';
import type { WindowLimit } from '#server/config/limits.ts';

interface Columns {
  readonly used: RawBuilder<number>;
  readonly resetsAt: RawBuilder<Date>;
}

/** Whole seconds until the window ends, at least one. */
export function secondsUntil(resetsAt: RawBuilder<Date>): RawBuilder<number> {
  return sql<number>`greatest(1, ceil(extract(epoch from ${resetsAt} - now())))::int`;
}

/**
 * A fixed window in two columns of a row, which one guarded statement reads and moves. It begins with the first counted
 * call and lasts `minutes`. At most `count` calls get through, however many run at once. For `limit_counters`, where
 * several windows are counted at once, `take_places()` has the same rule (migration 0032).
 */
export function fixedWindow({ used, resetsAt }: Columns, { count, minutes }: NonNullable<WindowLimit>) {
  // Truncated, because a JavaScript date holds only milliseconds and a window is identified by its end.
  const end = sql<Date>`date_trunc('milliseconds', now()) + make_interval(mins => ${minutes}::int)`;
  const isOver = sql<boolean>`${resetsAt} <= now()`;
  return {
    end,
    isOver,
    isFull: sql<boolean>`(not ${isOver} and ${used} >= ${count}::int)`,
    /** The new values of the columns after one more call. */
    usedNext: sql<number>`case when ${isOver} then 1 else ${used} + 1 end`,
    resetsNext: sql<Date>`case when ${isOver} then ${end} else ${resetsAt} end`,
  };
}
