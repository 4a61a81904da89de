import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';

/** How long a new secret waits for its first code (the public contract). */
const setupMinutes = 10;
const isFreshSetup = sql<boolean>`enabled_at is null
  and created_at > now() - make_interval(mins => ${sql.lit(setupMinutes)})`;

/** A step whose code was right, and when its secret was read. By that time the secret is told from a later one. */
interface CheckedStep {
  readonly step: number;
  readonly readAt: Date;
}

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

    /** Enables the secret that was checked; false when it was replaced, enabled or forgotten meanwhile. */
    async enable(userId: string, { step, readAt }: CheckedStep): Promise<boolean> {
      const result = await db
        .updateTable('totp_factors')
        // The clock under the lock: `now()` may be older than what waited for it, and undoing goes by this time.
        .set({ enabled_at: sql`clock_timestamp()`, last_step: step })
        .where('user_id', '=', userId)
        .where('created_at', '<=', readAt)
        .where(isFreshSetup)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /**
     * Uses up a step, and with it every older one; false when the app was replaced meanwhile. One guarded statement: of
     * two replicas one gets it.
     */
    async takeStep(userId: string, { step, readAt }: CheckedStep): Promise<boolean> {
      const result = await db
        .updateTable('totp_factors')
        .set({ last_step: step })
        .where('user_id', '=', userId)
        .where('enabled_at', '<=', readAt)
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
