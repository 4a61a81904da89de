import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { prepare } from '#server/db/prepared.ts';

const counts = prepare<
  { userId: string },
  { totp_enabled_at: Date | null; passkeys: number; recovery_codes: number }
>((db, place) =>
  db.selectNoFrom([
    sql<Date | null>`(select enabled_at from totp_factors where user_id = ${place('userId')})`.as(
      'totp_enabled_at',
    ),
    sql<number>`(select count(*)::int from passkeys where user_id = ${place('userId')})`.as('passkeys'),
    sql<number>`(select count(*)::int from recovery_codes where user_id = ${place('userId')})`.as(
      'recovery_codes',
    ),
  ]),
);

export type FactorsRepository = ReturnType<typeof createFactorsRepository>;

/** All second factors of a user together, and the recovery codes that stand in for them. */
export function createFactorsRepository(db: Database) {
  return {
    /** How many of each there are, by the primary keys. */
    async count(userId: string) {
      return (await counts(db, { userId }))[0]!;
    },

    /** Replaces every recovery code. The caller holds the lock on the user's row. */
    async replaceRecoveryCodes(userId: string, codeHashes: readonly Buffer[]): Promise<void> {
      await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
      if (codeHashes.length === 0) return;
      const rows = codeHashes.map((hash) => ({
        user_id: userId,
        code_hash: hash,
        created_at: sql<Date>`clock_timestamp()`,
      }));
      await db.insertInto('recovery_codes').values(rows).execute();
    },

    /** Uses a recovery code up; false when it is none, or was used before. */
    async deleteRecoveryCode(userId: string, codeHash: Buffer): Promise<boolean> {
      const result = await db
        .deleteFrom('recovery_codes')
        .where('user_id', '=', userId)
        .where('code_hash', '=', codeHash)
        .executeTakeFirst();
      return result.numDeletedRows === 1n;
    },

    /** Removes those added since a moment, and recovery codes made since. An app counts from its first code. */
    async deleteAddedSince(userId: string, moment: Date): Promise<void> {
      await db
        .deleteFrom('totp_factors')
        .where('user_id', '=', userId)
        .where(sql<Date>`greatest(created_at, enabled_at)`, '>', moment)
        .execute();
      for (const table of ['passkeys', 'recovery_codes'] as const)
        await db.deleteFrom(table).where('user_id', '=', userId).where('created_at', '>', moment).execute();
    },

    /** Removes all of them, recovery codes too; how many factors there were. */
    async deleteAll(userId: string): Promise<number> {
      const totp = await db
        .deleteFrom('totp_factors')
        .where('user_id', '=', userId)
        .returning('enabled_at')
        .execute();
      const passkeys = await db.deleteFrom('passkeys').where('user_id', '=', userId).executeTakeFirst();
      await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
      return totp.filter((row) => row.enabled_at !== null).length + Number(passkeys.numDeletedRows);
    },
  };
}
