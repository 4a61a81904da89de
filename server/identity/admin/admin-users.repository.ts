import { sql, type ExpressionBuilder, type Selectable, type SqlBool } from 'kysely';
import type { Database } from '#server/db/database.ts';
import type { DB, Users } from '#server/db/schema.ts';
import type { UserSort } from '#shared/identity/admin.ts';
import type { Role } from '#shared/permissions.ts';

/** A beginning. `email` is how an e-mail with it is stored. */
interface Search {
  readonly text: string;
  readonly email: string;
}

export interface UserFilters {
  readonly search?: Search | undefined;
  readonly role?: Role | undefined;
  readonly isActive?: boolean | undefined;
}

export interface UserOrder {
  readonly sort: UserSort;
  readonly direction: 'asc' | 'desc';
  /** The id of the user after whom the page begins. */
  readonly cursor?: string | undefined;
}

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
  /**
   * The ids of at most `most` who fit, by a range of an index for each place. A place is read only where those before
   * it have not given enough. Of a common beginning the first gives enough.
   */
  function found(search: Search, filters: UserFilters, most: number) {
    // A literal: of an unknown limit the planner expects to read only a part.
    const limit = sql.lit(most);
    const unlessFullBy = (place: string) =>
      sql<SqlBool>`(select count(*) from ${sql.table(place)}) < ${limit}`;
    const ofPlace = (place: Place, before: readonly string[]) =>
      db
        .selectFrom('users')
        .select('id')
        .where(isListed(filters))
        .where(begins(place, search))
        .where(({ and }) => and(before.map(unlessFullBy)))
        .limit(limit);
    return sql<{ id: string }>`(with
      of_email as materialized ${ofPlace('email', [])},
      of_username as materialized ${ofPlace('username', ['of_email'])},
      of_full_name as materialized ${ofPlace('full_name', ['of_email', 'of_username'])},
      of_second_name as materialized ${ofPlace('second_name', ['of_email', 'of_username'])}
      select id from of_email union select id from of_username
      union select id from of_full_name union select id from of_second_name)`;
  }

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
      // Without an order the planner would read the table instead of an index.
      const limit = sql.lit(most);
      const fitting = filters.search
        ? db
            .selectFrom(found(filters.search, filters, most).as('found'))
            .select('id')
            .limit(limit)
        : db
            .selectFrom('users')
            .select('id')
            .where(isListed(filters))
            .orderBy('created_at')
            .orderBy('id')
            .limit(limit);
      const counted = sql<{ count: number }>`select count(*)::int as count from ${fitting} as counted`;
      const { rows } = await counted.execute(db);
      return rows[0]?.count ?? 0;
    },

    /**
     * A page in its order. Where at most `most` fit a search, all of them are found first, then sorted. Otherwise the
     * whole list is read in its order until the page is full.
     */
    async findPage(
      filters: UserFilters,
      order: UserOrder,
      { limit, most }: { limit: number; most?: number },
    ) {
      const { search } = filters;
      return db
        .selectFrom('users')
        .select(listed)
        .where(isListed(filters))
        .$if(search !== undefined, (query) =>
          query.where(({ or }) =>
            // An array, because the planner takes it for a few ids, and a subquery for a share of the table.
            search && most !== undefined
              ? sql<SqlBool>`users.id = any(array${found(search, filters, most)})`
              : or(search ? places.map((place) => begins(place, search)) : []),
          ),
        )
        .$if(order.cursor !== undefined, (query) => query.where(isAfter(order)))
        .orderBy(sorts[order.sort], order.direction)
        .orderBy('users.id', order.direction)
        .limit(limit)
        .execute();
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

const places = ['email', 'username', 'full_name', 'second_name'] as const;
type Place = (typeof places)[number];

/** Written as the indexes are. In the order of bytes, whatever begins with a text is a range. */
const starts = {
  email: sql<string>`canonical_identifier(users.email) collate "C"`,
  username: sql<string>`canonical_identifier(users.username) collate "C"`,
  full_name: sql<string>`canonical_identifier(users.full_name) collate "C"`,
  second_name: sql<string>`after_first_word(users.full_name) collate "C"`,
};

function begins(place: Place, { text, email }: Search) {
  const searched = sql`canonical_identifier(${place === 'email' ? email : text})`;
  // U+10FFFF comes after every other character, and stands in no name.
  return sql<SqlBool>`(${starts[place]} >= ${searched} collate "C"
    and ${starts[place]} < (${searched} || chr(1114111)) collate "C")`;
}

/** Role and state are literals: each combination has a plan of its own, and partial indexes serve it. */
function isListed({ role, isActive }: UserFilters) {
  const state = isActive ? sql<SqlBool>`users.is_active` : sql<SqlBool>`not users.is_active`;
  return ({ and, eb }: ExpressionBuilder<DB, 'users'>) =>
    and([
      eb('users.deleted_at', 'is', null),
      ...(role ? [sql<SqlBool>`users.role = ${sql.lit(role)}`] : []),
      ...(isActive === undefined ? [] : [state]),
    ]);
}

/** As the unique indexes are written, so that they give the order. */
const sorts = {
  createdAt: sql<Date>`users.created_at`,
  email: sql<string>`canonical_identifier(users.email)`,
  username: sql<string>`canonical_identifier(users.username)`,
};

/** Behind the user whom the cursor names, wherever they stand by now. Behind nobody there is nothing. */
function isAfter({ sort, direction, cursor }: UserOrder) {
  const sign = sql.raw(direction === 'asc' ? '>' : '<');
  const place = sql`(select ${sorts[sort]} from users where id = ${cursor}::uuid)`;
  return sort === 'createdAt'
    ? sql<SqlBool>`(users.created_at, users.id) ${sign} (${place}, ${cursor}::uuid)`
    : sql<SqlBool>`${sorts[sort]} ${sign} ${place}`;
}
