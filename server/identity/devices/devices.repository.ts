import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { prepare } from '#server/db/prepared.ts';
import { daysAgo, sweepBatch } from '#server/db/sweep-batch.ts';

const remember = prepare<{ userId: string; tokenHash: Buffer; others: number }, object>((db, place) =>
  db
    .with('forgotten', (query) =>
      query
        .deleteFrom('known_devices')
        .where('user_id', '=', place('userId'))
        .where('token_hash', 'in', (others) =>
          others
            .selectFrom('known_devices')
            .select('token_hash')
            .where('user_id', '=', place('userId'))
            .where('token_hash', '!=', place('tokenHash'))
            .orderBy('last_used_at', 'desc')
            .offset(place('others')),
        ),
    )
    .insertInto('known_devices')
    .values({ user_id: place('userId'), token_hash: place('tokenHash') })
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'token_hash']).doUpdateSet({ last_used_at: sql`now()` }),
    ),
);

export type DevicesRepository = ReturnType<typeof createDevicesRepository>;

export function createDevicesRepository(db: Database) {
  return {
    /** Which of these token hashes belongs to a device of this user; of several, the one used last. */
    async findKnown(userId: string, tokenHashes: readonly Buffer[]): Promise<Buffer | undefined> {
      if (tokenHashes.length === 0) return undefined;
      const row = await db
        .selectFrom('known_devices')
        .select('token_hash')
        .where('user_id', '=', userId)
        .where('token_hash', 'in', tokenHashes)
        .orderBy('last_used_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.token_hash;
    },

    async findOfUser(userId: string, limit: number) {
      return db
        .selectFrom('known_devices')
        .select(['created_at', 'last_used_at'])
        .where('user_id', '=', userId)
        .orderBy('last_used_at', 'desc')
        .limit(limit)
        .execute();
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('known_devices')
        .where('user_id', '=', userId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** Remembers that a device signed in, and forgets all but the `most` that signed in last. */
    async remember(userId: string, tokenHash: Buffer, most: number): Promise<void> {
      await remember(db, { userId, tokenHash, others: most - 1 });
    },

    async deleteAll(userId: string): Promise<number> {
      const result = await db.deleteFrom('known_devices').where('user_id', '=', userId).executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    /** Forgets the devices of many users and returns their number. */
    async deleteAllOf(userIds: string[]): Promise<number> {
      const result = await db.deleteFrom('known_devices').where('user_id', 'in', userIds).executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    /** Forgets every device of a user but those whose tokens were presented. */
    async deleteOthers(userId: string, presentedHashes: readonly Buffer[]): Promise<void> {
      await db
        .deleteFrom('known_devices')
        .where('user_id', '=', userId)
        .$if(presentedHashes.length > 0, (query) => query.where('token_hash', 'not in', presentedHashes))
        .execute();
    },

    /** Removes at most `batch` devices that did not sign in for `days`; the number removed. */
    async deleteUnused(days: number, batch: number): Promise<number> {
      return sweepBatch(db, {
        table: 'known_devices',
        age: sql`last_used_at`,
        before: daysAgo(days),
        batch,
      });
    },
  };
}
