import { sql } from 'kysely';
import { expect } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { test } from '#server/testing/fixtures.ts';
import { fillMoney } from '#server/testing/ledger-rows.ts';
import { insertInstrument, insertPortfolio } from '#server/testing/money.ts';
import { registerPerson } from '#server/testing/people.ts';

const each = 5_001;

test('a data export has the newest ten thousand rows of each table of money, and counts the older', async ({
  server,
  person,
}) => {
  await fillMoney(server.db, (await registerPerson(server)).id);
  const { id: userId } = person;
  const portfolios = [await insertPortfolio(server.db, userId), await insertPortfolio(server.db, userId)];
  const instrumentId = await insertInstrument(server.db, userId);
  // Without the time limit of the server's own statements, because so many rows are made at once.
  const filler = createDatabase(server.databaseUrl, { statementTimeoutMillis: 0 });
  await filler.transaction().execute(async (inside) => {
    for (const [index, portfolioId] of portfolios.entries()) {
      await sql`insert into transactions (user_id, portfolio_id, id, seq, type, trade_date, request_key,
          content_hash, fields, leg_limit)
        select ${userId}, ${portfolioId}, gen_random_uuid(), n, 'deposit', date '2000-01-01' + 2 * n + ${index}::int,
          'key-' || n, '', '{}', 2 from generate_series(1, ${each}::int) n`.execute(inside);
      await sql`insert into transaction_legs (user_id, portfolio_id, transaction_id, n, account, currency, amount,
          base_amount)
        select user_id, portfolio_id, id, (1 - leg) / 2, case leg when 1 then 'cash' else 'external' end, 'USD', leg, leg
          from transactions, unnest(array[1, -1]) as leg
          where user_id = ${userId} and portfolio_id = ${portfolioId}`.execute(inside);
    }
    await sql`insert into prices (user_id, instrument_id, date, source, price)
      select ${userId}, ${instrumentId}, date '2026-01-01' - n, 'import', 1.50
      from generate_series(1, 10003) n`.execute(inside);
    await sql`insert into fx_rates (user_id, base, quote, date, source, rate)
      select ${userId}, 'EUR', 'USD', date '2026-01-01' - n, 'import', 1.250
      from generate_series(1, 10004) n`.execute(inside);
  });
  await filler.destroy();
  const { data } = await person.browser.mutate('account.exportData');
  const told = [
    [data.transactions.length, data.olderTransactions],
    [data.transactionLegs.length, data.olderTransactionLegs],
    [data.prices.length, data.olderPrices],
    [data.fxRates.length, data.olderFxRates],
    [data.portfolios.length, data.olderPortfolios],
    [data.instruments.length, data.olderInstruments],
  ];
  expect(told).toEqual([
    [10_000, 2],
    [10_000, 10_004],
    [10_000, 3],
    [10_000, 4],
    [2, 0],
    [1, 0],
  ]);
  const days = data.transactions.map(({ tradeDate }: { tradeDate: string }) => tradeDate);
  expect(days).toEqual(days.toSorted().toReversed());
  expect(data.transactions.slice(0, 2).map(({ seq }: { seq: number }) => seq)).toEqual([each, each]);
  expect(data.transactionLegs[0].transactionId).toBe(data.transactions[0].id);
  expect(data.prices[0]).toEqual({ instrumentId, date: '2025-12-31', price: '1.5', source: 'import' });
  expect(data.fxRates[0]).toMatchObject({ date: '2025-12-31', rate: '1.25' });
});
