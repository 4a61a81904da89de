import { sql } from 'kysely';
import type { WindowLimit } from '#server/config/limits.ts';
import type { Database } from '#server/db/database.ts';
import { sweepBatch } from '#server/db/sweep-batch.ts';

/** One place taken from a counter; `resetsAt` names the window it was taken from. */
export interface Taken {
  readonly key: Buffer;
  readonly resetsAt: Date;
}

export function createLimitsRepository(db: Database) {
  return {
    /**
     * Counts one call in the fixed window of `key`, which begins with the first counted one; null when it is full.
     * One guarded statement: under any parallelism exactly `count` calls get through.
     */
    async take(key: Buffer, limit: NonNullable<WindowLimit>): Promise<Taken | null> {
      // Milliseconds, because a JavaScript date holds no more and the window is named by its end.
      const end = sql<Date>`date_trunc('milliseconds', now()) + make_interval(mins => ${limit.minutes}::int)`;
      const isOver = sql<boolean>`limit_counters.resets_at <= now()`;
      const row = await db
        .insertInto('limit_counters')
        .values({ key, used: 1, resets_at: end })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({
              used: sql`case when ${isOver} then 1 else limit_counters.used + 1 end`,
              is_hit_told: sql`not ${isOver} and limit_counters.is_hit_told`,
              resets_at: sql`case when ${isOver} then excluded.resets_at else limit_counters.resets_at end`,
            })
            .where(sql<boolean>`${isOver} or limit_counters.used < ${limit.count}`),
        )
        .returning('resets_at')
        .executeTakeFirst();
      return row ? { key, resetsAt: row.resets_at } : null;
    },

    /** Undoes one `take`, if its window still runs. */
    async giveBack(taken: Taken): Promise<void> {
      await db
        .updateTable('limit_counters')
        .set({ used: sql`greatest(used - 1, 0)` })
        .where('key', '=', taken.key)
        .where('resets_at', '=', taken.resetsAt)
        .execute();
    },

    async delete(key: Buffer): Promise<void> {
      await db.deleteFrom('limit_counters').where('key', '=', key).execute();
    },

    /** Whole seconds until the window of `key` ends, at least one. */
    async secondsLeft(key: Buffer): Promise<number> {
      const row = await db
        .selectFrom('limit_counters')
        .where('key', '=', key)
        .select(sql<number>`ceil(extract(epoch from resets_at - now()))::int`.as('seconds'))
        .executeTakeFirst();
      return Math.max(1, row?.seconds ?? 1);
    },

    /** True for the first who tells of this window's limit being hit. */
    async markHitTold(key: Buffer): Promise<boolean> {
      const result = await db
        .updateTable('limit_counters')
        .set({ is_hit_told: true })
        .where('key', '=', key)
        .where('is_hit_told', '=', false)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** Removes at most `batch` counters whose window is over; the number removed. */
    async deleteOver(batch: number): Promise<number> {
      return sweepBatch(db, { table: 'limit_counters', age: sql`resets_at`, before: sql`now()`, batch });
    },
  };
}
