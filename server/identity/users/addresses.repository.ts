import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { violatedConstraint } from '#server/db/postgres-errors.ts';

/** What the links of mails change of an account. The caller holds the lock on the user's row. */
export function createAddressesRepository(db: Database) {
  return {
    /** Notes that the owner of the account reads the mails to its address. */
    async updateAsVerified(id: string): Promise<void> {
      await db
        .updateTable('users')
        .set({ email_verified_at: sql`now()` })
        .where('id', '=', id)
        .where('email_verified_at', 'is', null)
        .execute();
    },

    /** False when the address belongs to somebody else, or can still be put back by them. */
    async updateEmail(id: string, email: string): Promise<boolean> {
      try {
        const result = await db
          .updateTable('users')
          .set({ email, email_verified_at: sql`now()`, version: sql`version + 1` })
          .where('id', '=', id)
          .executeTakeFirst();
        return result.numUpdatedRows === 1n;
      } catch (error) {
        if (emailConstraints.has(violatedConstraint(error))) return false;
        throw error;
      }
    },

    /** Brings a deleted account back; false for any other. */
    async updateAsRestored(id: string): Promise<boolean> {
      const result = await db
        .updateTable('users')
        .set({ is_active: true, deleted_at: null })
        .where('id', '=', id)
        .where('deleted_at', 'is not', null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
  };
}

/** Both mean a taken address: somebody has it, or left it lately and can put it back. */
const emailConstraints = new Set<unknown>(['users_email_key', 'users_email_left_key']);
