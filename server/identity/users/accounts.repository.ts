import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { sweepBatch } from '#server/db/sweep-batch.ts';

export type AccountsRepository = ReturnType<typeof createAccountsRepository>;

const listed = [
  'id',
  'email',
  'username',
  'role',
  'is_active',
  'deleted_at',
  'created_at',
  'last_login_at',
] as const;

/** Accounts as administrators see and change them. Triggers write the audit events for role, disabling and enabling. */
export function createAccountsRepository(db: Database) {
  return {
    /** The next accounts in the order of their ids; null: from the beginning. */
    async findAfter(id: string | null, limit: number) {
      return db
        .selectFrom('users')
        .select(listed)
        .$if(id !== null, (query) => query.where('id', '>', id ?? ''))
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    /** With the number of living sessions and known devices; never a hash. */
    async find(id: string) {
      return db
        .selectFrom('users')
        .select(listed)
        .select([
          'full_name',
          sql<number>`(select count(*)::int from sessions where user_id = users.id
            and revoked_at is null and expires_at > now())`.as('open_sessions'),
          sql<number>`(select count(*)::int from known_devices where user_id = users.id)`.as('known_devices'),
        ])
        .where('id', '=', id)
        .executeTakeFirst();
    },

    /** The names by which an operator knows an account. */
    async findNames(id: string) {
      return db
        .selectFrom('users')
        .select(['id', 'email', 'username', 'full_name', 'is_active'])
        .where('id', '=', id)
        .executeTakeFirst();
    },

    /** Whether anybody is an administrator, active or not. */
    async existsAdmin(): Promise<boolean> {
      const row = await db
        .selectFrom('users')
        .select('id')
        .where(sql<boolean>`users.role = 'admin'`)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** True without another active administrator. Locks them all, so that it holds until the transaction ends. */
    async isLastActiveAdmin(id: string): Promise<boolean> {
      const rows = await db
        .selectFrom('users')
        .select('id')
        // A literal, not a parameter: the partial index holds this role alone.
        .where(sql<boolean>`users.role = 'admin'`)
        .where('is_active', '=', true)
        .orderBy('id')
        .forUpdate()
        .execute();
      return rows.length === 1 && rows[0]?.id === id;
    },

    /** Replaces any password, also of a disabled account; false when the account does not exist. */
    async resetPassword(id: string, newHash: string): Promise<boolean> {
      const result = await db
        .updateTable('users')
        .set({ hashed_password: newHash })
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** Disables an account, which ends its sessions (a trigger); false when it was disabled already. */
    async updateAsDisabled(id: string): Promise<boolean> {
      const result = await db
        .updateTable('users')
        .set({ is_active: false })
        .where('id', '=', id)
        .where('is_active', '=', true)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** False when it was active already, or has been deleted. */
    async updateAsEnabled(id: string): Promise<boolean> {
      const result = await db
        .updateTable('users')
        .set({ is_active: true })
        .where('id', '=', id)
        .where('is_active', '=', false)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** False when they were an administrator already, or are not active. */
    async updateAsAdmin(id: string): Promise<boolean> {
      const result = await db
        .updateTable('users')
        .set({ role: 'admin' })
        .where('id', '=', id)
        .where('role', '=', 'user')
        .where('is_active', '=', true)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** The names that a user gave up and may take back, in the form in which names are compared. */
    async findFormerUsernames(userId: string, limit: number) {
      return db
        .selectFrom('former_usernames')
        .select(['skeleton', 'kept_until'])
        .where('user_id', '=', userId)
        .orderBy('kept_until', 'desc')
        .limit(limit)
        .execute();
    },

    /** Frees at most `batch` former usernames whose reservation has ended; returns their number. */
    async deleteFormerUsernames(batch: number): Promise<number> {
      return sweepBatch(db, { table: 'former_usernames', age: sql`kept_until`, before: sql`now()`, batch });
    },
  };
}
