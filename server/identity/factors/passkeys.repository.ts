import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';

interface NewPasskeyRow {
  readonly userId: string;
  readonly id: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly name: string;
  readonly isSynced: boolean;
}

/** A passkey by its user: the primary key begins with both. */
export interface PasskeyKey {
  readonly userId: string;
  readonly id: string;
}

const shown = ['id', 'name', 'created_at', 'last_used_at', 'is_synced'] as const;

export type PasskeysRepository = ReturnType<typeof createPasskeysRepository>;

export function createPasskeysRepository(db: Database) {
  return {
    /** The passkeys of a user, oldest first; never a key. */
    async findOfUser(userId: string) {
      return db
        .selectFrom('passkeys')
        .select(shown)
        .where('user_id', '=', userId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
    },

    /** By what a browser finds its own. */
    async findCredentials(userId: string) {
      return db
        .selectFrom('passkeys')
        .select(['credential_id', 'transports'])
        .where('user_id', '=', userId)
        .orderBy('created_at')
        .execute();
    },

    /** Whose passkey it is, with what its answers are checked by. */
    async findByCredential(credentialId: Buffer) {
      return db
        .selectFrom('passkeys')
        .select(['user_id', 'id', 'public_key'])
        .where('credential_id', '=', credentialId)
        .executeTakeFirst();
    },

    /** Undefined when the credential is somebody's already. The caller holds the lock on the user's row. */
    async insert(passkey: NewPasskeyRow) {
      return db
        .insertInto('passkeys')
        .values({
          user_id: passkey.userId,
          id: passkey.id,
          credential_id: passkey.credentialId,
          public_key: passkey.publicKey,
          counter: passkey.counter,
          transports: passkey.transports,
          name: passkey.name,
          is_synced: passkey.isSynced,
          created_at: sql`clock_timestamp()`,
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .returning(shown)
        .executeTakeFirst();
    },

    /**
     * Notes a use. `copied` when the counter did not grow, as it must unless it is always zero (WebAuthn §6.1.1).
     * Undefined when the passkey has been removed.
     */
    async updateAsUsed(
      { userId, id }: PasskeyKey,
      used: { counter: number; isSynced: boolean },
    ): Promise<'used' | 'copied' | undefined> {
      const counter = sql`${used.counter}::bigint`;
      const grows = sql<boolean>`(counter < ${counter} or (counter = 0 and ${counter} = 0))`;
      const { rows } = await sql<{ is_used: boolean }>`
        with found as (select user_id, id, ${grows} as grows from passkeys
            where user_id = ${userId} and id = ${id} for update),
          used as (update passkeys set counter = ${counter}, is_synced = ${used.isSynced}, last_used_at = now()
            from found where passkeys.user_id = found.user_id and passkeys.id = found.id and found.grows)
        select grows as is_used from found`.execute(db);
      const [row] = rows;
      return row && (row.is_used ? 'used' : 'copied');
    },

    /** False when there is none. */
    async updateName({ userId, id }: PasskeyKey, name: string): Promise<boolean> {
      const result = await db
        .updateTable('passkeys')
        .set({ name })
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** False when there is none. */
    async delete({ userId, id }: PasskeyKey): Promise<boolean> {
      const result = await db
        .deleteFrom('passkeys')
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numDeletedRows === 1n;
    },
  };
}
