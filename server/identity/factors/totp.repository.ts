import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';

/** How long a new secret waits for its first code (the public contract). */
const setupMinutes = 10;
const isFreshSetup = sql<boolean>`enabled_at is null
  and created_at > now() - make_interval(mins => ${sql.lit(setupMinutes)})`;

export type TotpRepository = ReturnType<typeof createTotpRepository>;

/** The authenticator app of a user: at most one, which counts once a first code was shown. */
export function createTotpRepository(db: Database) {
  return {
    /** Replaces a secret that waits for its first code; false when an app is enabled already. */
    async upsertSetup(userId: string, sealedSecret: Buffer): Promise<boolean> {
      const result = await db
        .insertInto('totp_factors')
        .values({ user_id: userId, sealed_secret: sealedSecret })
        .onConflict((conflict) =>
          conflict
            .column('user_id')
            .doUpdateSet({ sealed_secret: sealedSecret, created_at: sql`now()` })
            .where('totp_factors.enabled_at', 'is', null),
        )
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },

    /** The secret that waits for its first code, or the enabled one, with the database's time. */
    async find(userId: string, state: 'setup' | 'enabled') {
      return db
        .selectFrom('totp_factors')
        .select(['sealed_secret', sql<Date>`now()`.as('now')])
        .where('user_id', '=', userId)
        .where(state === 'setup' ? isFreshSetup : sql<boolean>`enabled_at is not null`)
        .executeTakeFirst();
    },

    /** Enables the very secret that was checked; false when it was replaced, enabled or forgotten meanwhile. */
    async enable(userId: string, sealedSecret: Buffer, step: number): Promise<boolean> {
      const result = await db
        .updateTable('totp_factors')
        .set({ enabled_at: sql`now()`, last_step: step })
        .where('user_id', '=', userId)
        .where('sealed_secret', '=', sealedSecret)
        .where(isFreshSetup)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** Uses up a step, and with it every older one. One guarded statement: of two replicas one gets it. */
    async takeStep(userId: string, step: number): Promise<boolean> {
      const result = await db
        .updateTable('totp_factors')
        .set({ last_step: step })
        .where('user_id', '=', userId)
        .where('last_step', '<', String(step))
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** False when no app was enabled. */
    async delete(userId: string): Promise<boolean> {
      const result = await db
        .deleteFrom('totp_factors')
        .where('user_id', '=', userId)
        .where('enabled_at', 'is not', null)
        .executeTakeFirst();
      return result.numDeletedRows === 1n;
    },

    /** The next secrets in the order of their users; null: from the beginning. */
    async findAfter(userId: string | null, limit: number) {
      return db
        .selectFrom('totp_factors')
        .select(['user_id', 'sealed_secret'])
        .$if(userId !== null, (query) => query.where('user_id', '>', userId ?? ''))
        .orderBy('user_id')
        .limit(limit)
        .execute();
    },

    /** Replaces the encrypted form of a secret, unless the secret itself was replaced meanwhile. */
    async updateSealed(userId: string, sealed: { from: Buffer; to: Buffer }): Promise<void> {
      await db
        .updateTable('totp_factors')
        .set({ sealed_secret: sealed.to })
        .where('user_id', '=', userId)
        .where('sealed_secret', '=', sealed.from)
        .execute();
    },
  };
}
