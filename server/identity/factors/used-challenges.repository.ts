import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { sweepBatch } from '#server/db/sweep-batch.ts';

export type UsedChallengesRepository = ReturnType<typeof createUsedChallengesRepository>;

/** Challenges are kept nowhere until they are used; then each counts no more. */
export function createUsedChallengesRepository(db: Database) {
  return {
    /** False when another call was first, on whichever replica. */
    async insert(challengeHash: Buffer, expiresAt: Date): Promise<boolean> {
      const result = await db
        .insertInto('used_challenges')
        .values({ challenge_hash: challengeHash, expires_at: expiresAt })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },

    async exists(challengeHash: Buffer): Promise<boolean> {
      const row = await db
        .selectFrom('used_challenges')
        .select('expires_at')
        .where('challenge_hash', '=', challengeHash)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Removes at most `batch` challenges that are over anyway; the number removed. */
    async deleteExpired(batch: number): Promise<number> {
      // An hour more: on a replica whose clock is behind the challenge may not be over yet.
      const before = sql<Date>`now() - interval '1 hour'`;
      return sweepBatch(db, { table: 'used_challenges', age: sql`expires_at`, before, batch });
    },
  };
}
