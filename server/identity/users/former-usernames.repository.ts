import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { sweepBatch } from '#server/db/sweep-batch.ts';

/** Names that their owners have left, written by the database itself; nobody else gets one before its time. */
export function createFormerUsernamesRepository(db: Database) {
  return {
    /** Removes at most `batch` names whose time is over; the number removed. */
    async deleteOver(batch: number): Promise<number> {
      return sweepBatch(db, { table: 'former_usernames', age: sql`kept_until`, before: sql`now()`, batch });
    },
  };
}
