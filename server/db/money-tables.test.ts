import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { insertTransaction, type Place } from '#server/testing/ledger-rows.ts';
import { insertInstrument, insertPortfolio } from '#server/testing/money.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

let db: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  db = createDatabase(database.url);
  drop = database.drop;
});

afterAll(async () => {
  await db.destroy();
  await drop();
});

async function insertUser(): Promise<string> {
  const id = randomUUID();
  await sql`insert into users (id, email, username, hashed_password)
    values (${id}, ${`${id}@example.org`}, ${id}, 'x')`.execute(db);
  return id;
}

const tables = [
  'ledgers',
  'portfolios',
  'instruments',
  'prices',
  'fx_rates',
  'transactions',
  'lots',
  'lot_sums',
  'lot_methods',
  'transaction_legs',
];

it('every table of money is known to these tests', async () => {
  const { rows } = await sql<{
    name: string;
  }>`select distinct table_name as name from information_schema.columns
    where table_schema = current_schema() and data_type = 'numeric'`.execute(db);
  expect(tables).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
});

it.each(tables)('every key and every index of %s begins with the user', async (table) => {
  const { rows } = await sql<{ name: string; first: string | null }>`
    select index.indexrelid::regclass::text as name, attname as first from pg_index as index
      left join pg_attribute on attrelid = index.indrelid and attnum = index.indkey[0]
      where index.indrelid = ${table}::regclass`.execute(db);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ first }) => first !== 'user_id')).toEqual([]);
});

it.each(tables)('every reference from %s begins with the user', async (table) => {
  const { rows } = await sql<{ name: string; first: string }>`
    select conname as name, attname as first from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = conkey[1]
      where contype = 'f' and conrelid = ${table}::regclass`.execute(db);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ first }) => first !== 'user_id')).toEqual([]);
});

it('the portfolios table refuses an unknown kind, and a foreign account without a country', async () => {
  const userId = await insertUser();
  await expect(insertPortfolio(db, userId, { accountType: 'OFFSHORE' })).rejects.toMatchObject({
    code: '23514',
    constraint: 'portfolios_account_type_check',
  });
  const foreign = sql`insert into portfolios (user_id, id, name, account_type, base_currency)
    values (${userId}, gen_random_uuid(), 'Abroad', 'INTERNATIONAL', 'USD')`;
  await expect(foreign.execute(db)).rejects.toMatchObject({
    code: '23514',
    constraint: 'portfolios_country_check',
  });
});

it.each([
  ['account_type', sql`account_type = 'INTERNATIONAL', country = 'KZ'`],
  ['base_currency', sql`base_currency = 'EUR'`],
])('the portfolios table refuses another %s', async (_, changes) => {
  const userId = await insertUser();
  const id = await insertPortfolio(db, userId);
  const update = sql`update portfolios set ${changes} where user_id = ${userId} and id = ${id}`;
  await expect(update.execute(db)).rejects.toMatchObject({
    code: '23514',
    constraint: 'portfolios_kind_stays',
  });
  await sql`update portfolios set name = 'Other', account_type = account_type where id = ${id}`.execute(db);
});

it.each([
  ['case', 'Broker', 'BROKER'],
  ['the case of Cyrillic letters', 'Брокер', 'БРОКЕР'],
])('the tables refuse a second name and a second symbol that differ in %s', async (_, first, second) => {
  const userId = await insertUser();
  await insertPortfolio(db, userId, { name: first });
  await insertInstrument(db, userId, { symbol: first });
  await expect(insertPortfolio(db, userId, { name: second })).rejects.toMatchObject({
    constraint: 'portfolios_name_key',
  });
  await expect(insertInstrument(db, userId, { symbol: second })).rejects.toMatchObject({
    constraint: 'instruments_symbol_key',
  });
  const other = await insertUser();
  await insertPortfolio(db, other, { name: second });
  await insertInstrument(db, other, { symbol: second });
});

it('the portfolios table lets an archived name be used again', async () => {
  const userId = await insertUser();
  await insertPortfolio(db, userId, { name: 'Broker' });
  await sql`update portfolios set is_archived = true where user_id = ${userId}`.execute(db);
  await insertPortfolio(db, userId, { name: 'broker' });
  const { rows } = await sql`select from portfolios where user_id = ${userId}`.execute(db);
  expect(rows).toHaveLength(2);
});

const rate = (userId: string, [base, quote]: readonly string[], source = 'manual') =>
  sql`insert into fx_rates (user_id, base, quote, date, source, rate)
    values (${userId}, ${base}, ${quote}, '2026-11-03', ${source}, 1.5)`.execute(db);

it('the table of rates refuses two rates of a day, whichever way round, but one that was simulated', async () => {
  const userId = await insertUser();
  await rate(userId, ['EUR', 'USD']);
  await rate(userId, ['EUR', 'USD'], 'sim');
  for (const [pair, source] of [
    [['EUR', 'USD'], 'import'],
    [['USD', 'EUR'], 'manual'],
    [['USD', 'EUR'], 'deribit'],
    [['USD', 'EUR'], 'sim'],
  ] as const)
    await expect(rate(userId, pair, source)).rejects.toMatchObject({ code: '23505' });
  await expect(rate(userId, ['USD', 'USD'])).rejects.toMatchObject({ constraint: 'fx_rates_pair_check' });
  await rate(await insertUser(), ['USD', 'EUR']);
});

it.each(['0', '-1'])('the table of rates refuses %s', async (figure) => {
  const insert = sql`insert into fx_rates (user_id, base, quote, date, source, rate)
    values (${await insertUser()}, 'EUR', 'USD', '2026-11-03', 'manual', ${figure})`;
  await expect(insert.execute(db)).rejects.toMatchObject({ constraint: 'fx_rates_rate_check' });
});

it('the table of prices refuses the instrument of another', async () => {
  const [userId, other] = [await insertUser(), await insertUser()];
  const theirs = await insertInstrument(db, other);
  const insert = sql`insert into prices (user_id, instrument_id, date, source, price)
    values (${userId}, ${theirs}, '2026-11-03', 'manual', 1)`;
  await expect(insert.execute(db)).rejects.toMatchObject({ constraint: 'prices_instrument_id_fkey' });
});

it('the database counts prices and rates, whoever writes them and however they go', async () => {
  const userId = await insertUser();
  const counted = async () => {
    const { rows } = await sql<{ count: number; kept: number }>`select observations as count,
      (select count(*)::int from prices where user_id = ${userId})
        + (select count(*)::int from fx_rates where user_id = ${userId}) as kept
      from ledgers where user_id = ${userId}`.execute(db);
    return [rows[0]?.count, rows[0]?.kept];
  };
  const [first, second] = [await insertInstrument(db, userId), await insertInstrument(db, userId)];
  for (const [id, days] of [
    [first, 20],
    [second, 3],
  ] as const)
    await sql`insert into prices (user_id, instrument_id, date, source, price)
      select ${userId}, ${id}, date '2026-01-01' + n, 'manual', 1 from generate_series(1, ${days}::int) n`.execute(
      db,
    );
  await rate(userId, ['EUR', 'USD']);
  expect(await counted()).toEqual([24, 24]);
  await sql`insert into prices (user_id, instrument_id, date, source, price)
    select ${userId}, ${second}, date '2026-01-01' + n, 'manual', 2 from generate_series(1, 5) n
    on conflict (user_id, instrument_id, date, source) do update set price = excluded.price`.execute(db);
  expect(await counted()).toEqual([26, 26]);
  await sql`delete from instruments where id = ${first}`.execute(db);
  await sql`delete from fx_rates where user_id = ${userId}`.execute(db);
  expect(await counted()).toEqual([5, 5]);
});

it('one statement that deletes a person takes all of their money, and nothing of another', async () => {
  const kept: Place[] = [];
  for (const userId of [await insertUser(), await insertUser()]) {
    const portfolioId = await insertPortfolio(db, userId);
    const instrumentId = await insertInstrument(db, userId);
    await sql`insert into prices (user_id, instrument_id, date, source, price)
      values (${userId}, ${instrumentId}, '2026-11-03', 'manual', 1)`.execute(db);
    await rate(userId, ['EUR', 'USD']);
    const place = { userId, portfolioId };
    await db.transaction().execute(async (inside) => {
      await insertTransaction(inside, { ...place, type: 'buy', instrumentId }, [
        { account: 'position', amount: '7', quantity: '1', instrumentId },
        { account: 'cash', amount: '-7' },
      ]);
    });
    await sql`insert into lots (user_id, portfolio_id, instrument_id, lot, acquired_on, opened_on, opened_seq, quantity,
        cost, cost_base, fee, fee_base, value, value_base, fx_rate)
      values (${userId}, ${portfolioId}, ${instrumentId}, ${randomUUID()}, '2026-11-03', '2026-11-03', 1, 1,
        7, 7, 0, 0, 7, 7, 1)`.execute(db);
    await sql`insert into lot_methods (user_id, portfolio_id, cost_method)
      values (${userId}, ${portfolioId}, 'FIFO')`.execute(db);
    kept.push(place);
  }
  await sql`delete from users where id = ${kept[0]!.userId}`.execute(db);
  for (const table of tables) {
    const { rows } = await sql<{ user_id: string }>`select user_id from ${sql.table(table)}
      where user_id in (${kept[0]!.userId}, ${kept[1]!.userId})`.execute(db);
    expect([table, [...new Set(rows.map(({ user_id: id }) => id))]]).toEqual([table, [kept[1]!.userId]]);
  }
});
