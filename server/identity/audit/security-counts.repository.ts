import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { daysAgo, sweepBatch } from '#server/db/sweep-batch.ts';
import type { SecurityEvent } from '#server/security-log.ts';
import type { ErrorCode } from '#shared/errors.ts';

export interface EventCount {
  readonly event: SecurityEvent;
  readonly code: ErrorCode;
  readonly count: number;
}

export type SecurityCountsRepository = ReturnType<typeof createSecurityCountsRepository>;

export function createSecurityCountsRepository(db: Database) {
  return {
    /** Adds to the counts of this minute, which all replicas share. */
    async add(counts: readonly EventCount[]): Promise<void> {
      const minute = sql<Date>`date_trunc('minute', now())`;
      // In one order, so that two replicas cannot deadlock on each other's rows.
      const ordered = counts.toSorted((a, b) => (`${a.event} ${a.code}` < `${b.event} ${b.code}` ? -1 : 1));
      await db
        .insertInto('security_event_counts')
        .values(ordered.map(({ event, code, count }) => ({ minute, event, code, count })))
        .onConflict((conflict) =>
          conflict
            .columns(['minute', 'event', 'code'])
            .doUpdateSet({ count: sql`security_event_counts.count + excluded.count` }),
        )
        .execute();
    },

    /** Removes at most `batch` counts older than `days`; the number removed. */
    async deleteOlderThan(days: number, batch: number): Promise<number> {
      return sweepBatch(db, {
        table: 'security_event_counts',
        age: sql`minute`,
        before: daysAgo(days),
        batch,
      });
    },
  };
}
