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
  /** The ids of those who fit, by one range of an index for each place where the text may begin. */
  function found(search: Search, filters: UserFilters, most: number) {
    const ofPlace = (place: Place) => {
      const ids = db.selectFrom('users').select('id').where(isListed(filters)).where(begins(place, search));
      return db.selectFrom(ids.limit(most).as(place)).select('id');
    };
    return ofPlace('email')
      .union(ofPlace('username'))
      .union(ofPlace('full_name'))
      .union(ofPlace('second_name'));
  }

  return {
    /** How many fit, counted up to `most`. */
    async count(filters: UserFilters, most: number): Promise<number> {
      // The order makes the planner read an index, not the whole table.
      const fitting = filters.search
        ? found(filters.search, filters, most)
        : db
            .selectFrom('users')
            .select('id')
            .where(isListed(filters))
            .orderBy('created_at')
            .orderBy('id')
            .limit(most);
      const row = await db
        .selectFrom(db.selectFrom(fitting.as('fitting')).select('id').limit(most).as('counted'))
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
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
              ? sql<SqlBool>`users.id = any(array(${found(search, filters, most)}))`
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
  const range = sql<SqlBool>`(${starts[place]} >= ${searched} collate "C"
    and ${starts[place]} < (${searched} || chr(1114111)) collate "C")`;
  const isNamed = place === 'full_name' || place === 'second_name';
  return isNamed ? sql<SqlBool>`(users.full_name is not null and ${range})` : range;
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
