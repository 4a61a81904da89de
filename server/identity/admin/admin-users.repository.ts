import { sql, type Selectable, type SqlBool } from 'kysely';
import type { Database } from '#server/db/database.ts';
import type { Users } from '#server/db/schema.ts';
import {
  countFound,
  countListed,
  firstFound,
  inOrder,
  isAfter,
  isListed,
  isSearched,
  type Page,
  type UserFilters,
  type UserOrder,
} from '#server/identity/admin/user-search.repository.ts';
import type { Role } from '#shared/permissions.ts';

const listed = [
  'users.id',
  'users.email',
  'users.username',
  'users.full_name',
  'users.avatar_url',
  'users.role',
  'users.is_active',
  'users.email_verified_at',
  'users.max_chats',
  'users.created_at',
  'users.last_login_at',
] as const;

export type AdminUsersRepository = ReturnType<typeof createAdminUsersRepository>;
type Unqualified<Name> = Name extends `users.${infer Column}` ? Column & keyof Users : never;
export type ListedUserRow = Pick<Selectable<Users>, Unqualified<(typeof listed)[number]>>;

/** Users as administrators list and change them; a deleted account is none of them. */
export function createAdminUsersRepository(db: Database) {
  return {
    /**
     * Plans each statement of this transaction for its own values. One plan for every beginning would suit few of
     * them. Where nearly everybody fits, it would also read the table instead of the index.
     */
    async planByValues(): Promise<void> {
      await sql`select set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config('enable_seqscan', 'off', true)`.execute(db);
    },

    /** How many fit, counted up to `most`. */
    async count(filters: UserFilters, most: number): Promise<number> {
      const { rows } = await (
        isSearched(filters) ? countFound(filters, most) : countListed(filters, most)
      ).execute(db);
      return rows[0]?.count ?? 0;
    },

    /** A page in its order. */
    async findPage(filters: UserFilters, order: UserOrder, page: Page) {
      return (
        db
          .selectFrom('users')
          .select(listed)
          .where(isListed(filters))
          // An array, because the planner takes it for a few ids, and a subquery for a share of the table.
          .where(
            isSearched(filters)
              ? sql<SqlBool>`users.id = any(array${firstFound(filters, order, page)})`
              : sql<SqlBool>`true`,
          )
          .where(isAfter(order))
          .orderBy(inOrder(order))
          .limit(page.limit)
          .execute()
      );
    },

    async find(id: string) {
      return db
        .selectFrom('users')
        .select(listed)
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
    },

    /** The same, locked until the transaction ends: what is decided about a user is decided one at a time. */
    async lock(id: string): Promise<ListedUserRow | undefined> {
      return db
        .selectFrom('users')
        .select(listed)
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .forUpdate()
        .executeTakeFirst();
    },

    /** Changes a user whose row the caller has locked. A trigger writes the audit event of a role. */
    async update(id: string, changes: { role: Role } | { max_chats: number }): Promise<ListedUserRow> {
      return db
        .updateTable('users')
        .set(changes)
        .where('id', '=', id)
        .returning(listed)
        .executeTakeFirstOrThrow();
    },
  };
}
