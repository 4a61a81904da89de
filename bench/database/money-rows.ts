import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';

/** How many instruments each person trades in turn. */
const instruments = 10;
/** Two are bought and one of them sold, so that lots stay open and are closed. */
const cycle = 3;
const days = 3650;

/**
 * Adds a portfolio of so many transactions to every person, by SQL. They are trades over ten years, the last a month ago.
 * Prices of a year, one in so many days, and rates come along. What the database checks of a transaction is left out,
 * since it takes minutes.
 */
export async function addPortfolios(db: Database, transactions: number, daysOfPrice = 7): Promise<void> {
  const name = `Broker ${transactions}`;
  await sql`insert into ledgers (user_id) select id from users on conflict do nothing`.execute(db);
  await sql`insert into portfolios (user_id, id, name, account_type, base_currency, country)
    select id, gen_random_uuid(), ${name}, 'INTERNATIONAL', 'USD', 'KZ' from users`.execute(db);
  await addMarket(db, daysOfPrice);
  await withoutChecks(db, ['transactions', 'transaction_legs'], async () => {
    await addTransactions(db, name, transactions);
    await addLegs(db, name);
  });
  for (const table of ['portfolios', 'instruments', 'transactions', 'transaction_legs', 'prices', 'fx_rates'])
    await sql`analyze ${sql.table(table)}`.execute(db);
}

async function addMarket(db: Database, daysOfPrice: number): Promise<void> {
  await sql`insert into instruments (user_id, id, symbol, name, kind, currency)
    select users.id, gen_random_uuid(), 'S' || n, 'Share ' || n, 'equity', case n % 2 when 0 then 'USD' else 'EUR' end
    from users, generate_series(0, ${instruments - 1}::int) as n on conflict do nothing`.execute(db);
  await sql`insert into prices (user_id, instrument_id, date, source, price)
    select user_id, id, current_date - n, 'manual', 10 + n % 17 from instruments, generate_series(0, 365, ${daysOfPrice}::int) as n
    on conflict do nothing`.execute(db);
  await sql`insert into fx_rates (user_id, base, quote, date, source, rate)
    select id, 'EUR', 'USD', current_date - n, 'manual', 1.1 from users, generate_series(0, 365, 30) as n
    on conflict do nothing`.execute(db);
}

async function addTransactions(db: Database, name: string, transactions: number): Promise<void> {
  await sql`insert into transactions (user_id, portfolio_id, id, seq, type, trade_date, request_key, content_hash,
      instrument_id, fields, fx_rate)
    select p.user_id, p.id, gen_random_uuid(), n, case (n / ${instruments}::int) % ${cycle}::int when 2 then 'sell' else 'buy' end,
      current_date - 30 - ((${transactions}::int - n)::bigint * ${days}::int / ${transactions}::int)::int, 'bench-' || n, '', i.id,
      '{"quantity": "2", "price": "10.5", "fee": "0.1"}', case i.currency when 'USD' then 1 else 1.1 end
    from portfolios p cross join generate_series(1, ${transactions}::int) as n
      join instruments i on i.user_id = p.user_id and i.symbol = 'S' || n % ${instruments}::int
    where p.name = ${name}`.execute(db);
}

async function addLegs(db: Database, name: string): Promise<void> {
  await sql`insert into transaction_legs (user_id, portfolio_id, transaction_id, n, account, instrument_id, quantity,
      currency, amount, base_amount)
    select t.user_id, t.portfolio_id, t.id, leg.n, leg.account,
      case when leg.account <> 'cash' then t.instrument_id end, case leg.account when 'position' then side.sign * 2 end,
      i.currency, leg.amount, leg.amount * t.fx_rate
    from portfolios p join transactions t on t.user_id = p.user_id and t.portfolio_id = p.id
      join instruments i on i.user_id = t.user_id and i.id = t.instrument_id
      cross join lateral (select case t.type when 'buy' then 1 else -1 end as sign) as side
      cross join lateral (values (0, 'cash', -side.sign * 21 - 0.1), (1, 'position', side.sign * 21), (2, 'fee', 0.1))
        as leg (n, account, amount)
    where p.name = ${name}`.execute(db);
}

async function withoutChecks(
  db: Database,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  await work();
  for (const table of tables) await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
}
