import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { expect } from 'vitest';
import type { DB } from '#server/db/schema.ts';
import {
  createAdminUsersRepository,
  type AdminUsersRepository as Repository,
} from '#server/identity/admin/admin-users.repository.ts';
import type { UserFilters, UserOrder } from '#server/identity/admin/user-search.repository.ts';
import { test as base } from '#server/testing/fixtures.ts';

/** Large enough that the planner prefers an index for what a list asks. */
const users = 12_000;
const newestFirst = { sort: 'createdAt', direction: 'desc' } as const;

/** A page of a beginning that many have. */
const common = { limit: 26, isCommon: true };

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
/** Rows that a scan of the table or of its indexes has read, whether they fitted or not. */
const readBy = (plan: Plan) =>
  nodesOf(plan)
    .filter(({ 'Node Type': type }) => /^(?:Index|Seq|Bitmap Heap)/.test(type))
    .reduce(
      (sum, node) =>
        sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );

/** Without the time limit of the server's own statements, because so many people are made at once. */
function createPeople(db: Kysely<DB>) {
  return sql`insert into users (email, username, hashed_password, full_name, role, created_at)
    select 'person-' || n || '@example.org', 'person-' || n, 'none', 'Person ' || n,
      case when n % 1000 = 0 then 'admin' else 'user' end, now() - make_interval(mins => n)
    from generate_series(1, ${users}::int) as n`.execute(db);
}

const test = base.extend('explain', { scope: 'file' }, async ({ server }, { onCleanup }) => {
  let sent: CompiledQuery | undefined;
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 1 });
  const log = ({ query }: { query: CompiledQuery }) => void (sent = query);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log });
  onCleanup(() => db.destroy());
  await createPeople(db);
  await sql`analyze users`.execute(db);

  /** The plan of the last statement of some work, as the service has it planned. */
  return async (work: (repository: Repository) => Promise<unknown>) =>
    db.transaction().execute(async (inside): Promise<Plan> => {
      const repository = createAdminUsersRepository(inside);
      await repository.planByValues();
      await work(repository);
      const { sql: text, parameters } = sent!;
      const explain = CompiledQuery.raw(`explain (analyze, format json) ${text}`, [...parameters]);
      const { rows } = await inside.executeQuery<{ 'QUERY PLAN': [{ Plan: Plan }] }>(explain);
      return rows[0]!['QUERY PLAN'][0].Plan;
    });
});

const searchOf = (text: string): UserFilters => ({ search: { text, email: text } });
const orders: readonly UserOrder[] = (['createdAt', 'email', 'username'] as const).flatMap((sort) =>
  (['asc', 'desc'] as const).map((direction) => ({ sort, direction })),
);
const filters: readonly UserFilters[] = [
  {},
  { role: 'admin' },
  { isActive: false },
  { role: 'user', isActive: true },
  ...['person', 'person-12', 'nobody', '12', 'person-777@example.org'].map(searchOf),
  { ...searchOf('person'), role: 'admin' },
  { ...searchOf('person-1'), isActive: false },
];

test.for(filters)('a list of %j reads users by an index in every order', async (filter, { explain }) => {
  for (const order of orders) {
    const listed = await explain((repository) => repository.findPage(filter, order, common));
    const count = await explain((repository) => repository.count(filter, 10_001));
    const kinds = [listed, count].flatMap(nodesOf).map((node) => node['Node Type']);
    expect(kinds, `${order.sort} ${order.direction}`).not.toContain('Seq Scan');
  }
});

test('the seldom beginning is found by its own range, whoever came since', async ({ explain }) => {
  const last = await explain((repository) =>
    repository.findPage(searchOf(`person-${users}`), newestFirst, { limit: 26, isCommon: false }),
  );
  expect(nodesOf(last).map((node) => node['Index Name'])).toEqual(
    expect.arrayContaining(['users_email_prefix_idx', 'users_username_prefix_idx']),
  );
  expect(readBy(last)).toBeLessThan(10);
});

test('a common beginning reads a part of the list until the page is full', async ({ explain }) => {
  for (const order of orders) {
    const page = await explain((repository) => repository.findPage(searchOf('person'), order, common));
    expect(readBy(page), `${order.sort} ${order.direction}`).toBeLessThan(1_200);
  }
});

test('of a beginning that comes late in the order, those who have it are read', async ({ explain }) => {
  // The oldest 9,000 are not among person-2000 to person-2999, who are found by two places.
  const oldestFirst = { sort: 'createdAt', direction: 'asc' } as const;
  const page = await explain((repository) => repository.findPage(searchOf('person-2'), oldestFirst, common));
  expect(readBy(page)).toBeLessThan(1_000 + 2 * 1_111 + 100);
});
