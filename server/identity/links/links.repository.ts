import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { sweepBatch } from '#server/db/sweep-batch.ts';
import type { LinkPurpose } from '#shared/identity/links.ts';

interface NewLink {
  readonly tokenHash: Buffer;
  readonly userId: string;
  readonly purpose: LinkPurpose;
  /** The address it is about: the one that it verifies, sets or puts back. */
  readonly email: string;
  readonly hours: number;
}

export type LinksRepository = ReturnType<typeof createLinksRepository>;

export function createLinksRepository(db: Database) {
  return {
    /**
     * A new link ends the older one of its purpose, and keeps its beginning. So a thief's second sign-in does not make
     * the first one forgotten. Each left address keeps the link that puts it back. The caller holds the lock on the
     * user's row.
     */
    async insert({ tokenHash, userId, purpose, email, hours }: NewLink): Promise<{ expires_at: Date }> {
      const replaced =
        purpose === 'undoEmailChange'
          ? undefined
          : await db
              .deleteFrom('links')
              .where('user_id', '=', userId)
              .where('purpose', '=', purpose)
              .returning(sql<Date | null>`case when expires_at > now() then created_at end`.as('begun_at'))
              .executeTakeFirst();
      return db
        .insertInto('links')
        .values({
          token_hash: tokenHash,
          user_id: userId,
          purpose,
          email,
          ...(replaced?.begun_at && { created_at: replaced.begun_at }),
          expires_at: sql`now() + make_interval(hours => ${hours}::int)`,
        })
        .returning('expires_at')
        .executeTakeFirstOrThrow();
    },

    /** A link that still holds, with the state of its account. */
    async find(tokenHash: Buffer) {
      return db
        .selectFrom('links')
        .innerJoin('users', 'users.id', 'links.user_id')
        .select(['links.user_id', 'links.purpose', 'links.email', 'links.expires_at'])
        .select(['users.is_active', 'users.email as user_email', 'users.username', 'users.full_name'])
        .select(sql<boolean>`users.deleted_at is not null`.as('is_deleted'))
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', sql<Date>`now()`)
        .executeTakeFirst();
    },

    /** Uses a link up; undefined when another call did, or when it no longer holds. */
    async delete(tokenHash: Buffer, purpose: LinkPurpose) {
      return db
        .deleteFrom('links')
        .where('token_hash', '=', tokenHash)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', sql<Date>`now()`)
        .returning(['user_id', 'email', 'created_at'])
        .executeTakeFirst();
    },

    /** Ends a user's links of these purposes. */
    async deleteOfUser(userId: string, purposes: readonly LinkPurpose[]): Promise<void> {
      await db.deleteFrom('links').where('user_id', '=', userId).where('purpose', 'in', purposes).execute();
    },

    /** Ends the links of a user that put later addresses back: an older one has been used. */
    async deleteUndoSince(userId: string, madeAt: Date): Promise<void> {
      await db
        .deleteFrom('links')
        .where('user_id', '=', userId)
        .where('purpose', '=', 'undoEmailChange')
        .where('created_at', '>', madeAt)
        .execute();
    },

    /** The addresses that a user left and can still put back. */
    async findLeftEmails(userId: string): Promise<string[]> {
      const rows = await db
        .selectFrom('links')
        .select('email')
        .distinct()
        .where('user_id', '=', userId)
        .where('purpose', '=', 'undoEmailChange')
        .where('expires_at', '>', sql<Date>`now()`)
        .execute();
      return rows.map(({ email }) => email);
    },

    async findOfUser(userId: string, limit: number) {
      return db
        .selectFrom('links')
        .select(['purpose', 'email', 'created_at', 'expires_at'])
        .where('user_id', '=', userId)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('links')
        .where('user_id', '=', userId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** Removes at most `batch` links past their time; returns their number. */
    async deleteExpired(batch: number): Promise<number> {
      return sweepBatch(db, { table: 'links', age: sql`expires_at`, before: sql`now()`, batch });
    },
  };
}
