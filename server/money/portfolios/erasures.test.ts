import { sql } from 'kysely';
import { expect } from 'vitest';
import { createMaintenanceService } from '#server/jobs/maintenance.service.ts';
import { createRepositories } from '#server/repositories.ts';
import { test } from '#server/testing/fixtures.ts';
import { fillMoney } from '#server/testing/ledger-rows.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const rules = { sessionIdleMinutes: 0, rotationsPerSession: null };
const repositoriesOf = ({ db }: TestServer) => createRepositories(db, rules);
const sweep = (server: TestServer) => createMaintenanceService(repositoriesOf(server)).sweep();
const tables = [
  'portfolios',
  'transactions',
  'transaction_legs',
  'instruments',
  'prices',
  'fx_rates',
  'ledgers',
];

async function countsOf({ db }: TestServer, { id }: Person): Promise<number[]> {
  const counts = [...tables, 'users'].map(async (table) => {
    const owner = sql.ref(table === 'users' ? 'id' : 'user_id');
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}
      where ${owner} = ${id}`.execute(db);
    return rows[0]?.count ?? 0;
  });
  return Promise.all(counts);
}

const nothing = [...tables, 'users'].map(() => 0);

/** Somebody with three portfolios, 24 prices and 21 rates, who has gone. */
async function leave(server: TestServer, ago = '15 days'): Promise<Person> {
  const person = await registerPerson(server);
  for (let count = 0; count < 3; count += 1) {
    await sql`delete from fx_rates where user_id = ${person.id}`.execute(server.db);
    await fillMoney(server.db, person.id);
  }
  await sql`insert into prices (user_id, instrument_id, date, source, price)
    select user_id, instrument_id, date + n, source, price from prices, generate_series(1, 7) n
    where user_id = ${person.id}`.execute(server.db);
  await sql`insert into fx_rates (user_id, base, quote, date, source, rate)
    select user_id, base, quote, date + n, source, rate from fx_rates, generate_series(1, 20) n
    where user_id = ${person.id}`.execute(server.db);
  await sql`update users set deleted_at = now() - ${ago}::interval, is_active = false where id = ${person.id}`.execute(
    server.db,
  );
  return person;
}

async function answersOf(take: () => Promise<number>): Promise<number[]> {
  const answers: number[] = [];
  do answers.push(await take());
  while (answers.at(-1) !== 0);
  return answers;
}

test('an account is erased bit by bit: no statement takes all of its money', async ({ server }) => {
  const gone = await leave(server);
  const { erasures } = repositoriesOf(server);
  const take = { days: 14, batch: 10 };
  expect(await erasures.deleteAccounts(take)).toBe(0);
  expect(await erasures.deleteInstruments(take)).toBe(0);
  expect(await answersOf(() => erasures.deletePortfolios({ ...take, batch: 1 }))).toEqual([1, 1, 1, 0]);
  expect(await erasures.deleteAccounts(take)).toBe(0);
  expect(await answersOf(() => erasures.deletePrices(take))).toEqual([10, 10, 4, 0]);
  expect(await erasures.deleteAccounts(take)).toBe(0);
  expect(await answersOf(() => erasures.deleteRates(take))).toEqual([10, 10, 1, 0]);
  expect(await erasures.deleteAccounts(take)).toBe(0);
  expect(await answersOf(() => erasures.deleteInstruments({ ...take, batch: 5 }))).toEqual([5, 1, 0]);
  expect(await erasures.deleteAccounts(take)).toBe(1);
  expect(await countsOf(server, gone)).toEqual(nothing);
});

test('a sweep erases all who are due, and nothing of those who are not', async ({ server, person }) => {
  await fillMoney(server.db, person.id);
  const due = [await leave(server), await leave(server), await leave(server, '14 days 1 minute')];
  const kept = [person, await leave(server, '13 days 23 hours')];
  const before = await Promise.all(kept.map((each) => countsOf(server, each)));
  await sweep(server);
  for (const each of due) expect(await countsOf(server, each)).toEqual(nothing);
  expect(await Promise.all(kept.map((each) => countsOf(server, each)))).toEqual(before);
});

test('sweeps of two replicas at once erase an account once, and one that is locked later', async ({
  server,
  locker,
}) => {
  const [gone, locked] = [await leave(server), await leave(server)];
  await locker.transaction().execute(async (transaction) => {
    await sql`select from users where id = ${locked.id} for update`.execute(transaction);
    await Promise.all([sweep(server), sweep(server)]);
    await sweep(server);
    expect(await countsOf(server, gone)).toEqual(nothing);
  });
  expect((await countsOf(server, locked))[0]).toBe(3);
  await sweep(server);
  expect(await countsOf(server, locked)).toEqual(nothing);
});
