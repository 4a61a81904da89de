import { sql, type RawBuilder, type SqlBool } from 'kysely';
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

/** With a search. */
type SearchedFilters = UserFilters & { readonly search: Search };

export interface UserOrder {
  readonly sort: UserSort;
  readonly direction: 'asc' | 'desc';
  /** The id of the user after whom the page begins. */
  readonly cursor?: string | undefined;
}

/**
 * How many rows of the whole list are read in its order, which takes a few milliseconds. A page of those who fit is
 * among them where one user in forty fits.
 */
const readInOrder = 1_000;

const places = ['email', 'username', 'full_name', 'second_name'] as const;
type Place = (typeof places)[number];

/** As the unique indexes are written, so that they give the order. */
const sorts = {
  createdAt: sql<Date>`users.created_at`,
  email: sql<string>`canonical_identifier(users.email)`,
  username: sql<string>`canonical_identifier(users.username)`,
};

/** The same values, stored. */
const keys = {
  createdAt: sql<Date>`users.created_at`,
  email: sql<string>`users.canonical_email`,
  username: sql<string>`users.canonical_username`,
};

export function isSearched(filters: UserFilters): filters is SearchedFilters {
  return filters.search !== undefined;
}

/** Role and state are literals: each combination has a plan of its own, and partial indexes serve it. */
export function isListed({ role, isActive }: UserFilters): RawBuilder<SqlBool> {
  const ofRole = role ? sql`and users.role = ${sql.lit(role)}` : sql``;
  const state =
    isActive === undefined ? sql`` : isActive ? sql`and users.is_active` : sql`and not users.is_active`;
  return sql<SqlBool>`(users.deleted_at is null ${ofRole} ${state})`;
}

/** The order of the list. */
export function inOrder({ sort, direction }: UserOrder) {
  return sql`${sorts[sort]} ${sql.raw(direction)}, users.id ${sql.raw(direction)}`;
}

/** Behind the user whom the cursor names, wherever they stand by now. Behind nobody there is nothing. */
export function isAfter({ sort, direction, cursor }: UserOrder): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql<SqlBool>`true`;
  const sign = sql.raw(direction === 'asc' ? '>' : '<');
  const place = sql`(select ${sorts[sort]} from users where id = ${cursor}::uuid)`;
  return sort === 'createdAt'
    ? sql<SqlBool>`(users.created_at, users.id) ${sign} (${place}, ${cursor}::uuid)`
    : sql<SqlBool>`${sorts[sort]} ${sign} ${place}`;
}

/** In the order of bytes, as the indexes are. */
const storedAt = (place: Place) => sql`${sql.ref(`users.canonical_${place}`)} collate "C"`;

/** In that order, whatever begins with a text is a range. */
function begins(place: Place, { text, email }: Search): RawBuilder<SqlBool> {
  const searched = sql`canonical_identifier(${place === 'email' ? email : text})`;
  // U+10FFFF comes after every other character, and stands in no name.
  return sql<SqlBool>`(${storedAt(place)} >= ${searched} and ${storedAt(place)} < ${searched} || chr(1114111))`;
}

/** How many fit without a search, counted up to `most`. */
export function countListed(filters: UserFilters, most: number) {
  // Without an order the planner would read the table instead of an index.
  return sql<{ count: number }>`select count(*)::int as count from (select users.id from users
    where ${isListed(filters)} order by users.created_at, users.id limit ${sql.lit(most)}) as listed`;
}

/** How many fit a search, counted up to `most`. Most often the range of e-mails alone says that there are so many. */
export function countFound(filters: SearchedFilters, most: number) {
  const { search } = filters;
  // A literal: of an unknown limit the planner expects to read only a part.
  const limit = sql.lit(most);
  const ofPlace = (place: Place) =>
    sql`(select users.id from users where ${isListed(filters)} and ${begins(place, search)} limit ${limit})`;
  const anywhere = sql.join(places.map(ofPlace), sql` union `);
  return sql<{ count: number }>`select case
      when (select count(*) from ${ofPlace('email')} as of_email) = ${limit} then ${limit}
      else (select least(count(*), ${limit})::int from (${anywhere}) as found) end as count`;
}

export interface Page {
  readonly limit: number;
  /** So many fit the search that the beginning of the list may hold a page of them. */
  readonly isCommon: boolean;
}

/**
 * The ids of the first `limit` who fit, in an order, and perhaps of some who come later. Of a common beginning, a part
 * of the whole list is read in its order. Where that gives too few, each place gives its first by a range of its index.
 */
export function firstFound(filters: SearchedFilters, order: UserOrder, { limit, isCommon }: Page) {
  const { search } = filters;
  const key = keys[order.sort];
  const most = sql.lit(limit);
  const direction = sql.raw(order.direction);
  const firstOfThem = sql`order by ${key} ${direction}, users.id ${direction} limit ${most}`;
  const fits = sql`${isListed(filters)} and ${isAfter(order)}`;
  const near = sql`near as materialized (select users.id from (
      select users.* from users where ${fits} order by ${inOrder(order)} limit ${sql.lit(isCommon ? readInOrder : 0)}) as users
    where ${sql.join(
      places.map((place) => begins(place, search)),
      sql` or `,
    )} ${firstOfThem})`;
  // The order inside keeps the planner from reading the list in its own. It cannot know how far those who fit are. As
  // the page's order is much the same, few rows are compared twice.
  const ofPlace = (place: Place) => sql`${sql.table(`of_${place}`)} as materialized (select users.id from (
      select users.id, ${key} from users where ${fits} and ${begins(place, search)}
      order by ${storedAt(place)} ${direction}) as users
    where (select count(*) from near) < ${most} ${firstOfThem})`;
  const ids = places.map((place) => sql`select id from ${sql.table(`of_${place}`)}`);
  return sql`(with ${near}, ${sql.join(places.map(ofPlace))}
    select id from near union ${sql.join(ids, sql` union `)})`;
}
