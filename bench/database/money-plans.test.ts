import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer } from '#server/testing/test-server.ts';
import { addPortfolios } from './money-rows.ts';
import { scansOf } from './plans.ts';
import { collectStatements } from './statements.ts';

const tables = new Set(
  'ledgers portfolios instruments transactions transaction_legs lots lot_sums lot_methods prices fx_rates'.split(
    ' ',
  ),
);

/** In the long tests 200,000 transactions and a million prices; filling takes minutes. */
const { transactions, daysOfPrice } = process.env['QP_LONG_TESTS']
  ? { transactions: 100, daysOfPrice: 7 }
  : { transactions: 10, daysOfPrice: 73 };

test(
  'over the transactions of 2,000 people no statement of money reads a table from beginning to end',
  { timeout: 900_000 },
  async () => {
    const server = await startTestServer();
    const db = createDatabase(server.databaseUrl, { statementTimeoutMillis: 0, maxConnections: 1 });
    try {
      await registerPerson(server);
      await sql`insert into users (email, username, hashed_password)
        select 'p' || n || '@example.com', 'p' || n, '!' from generate_series(1, 1999) as n`.execute(db);
      await addPortfolios(db, transactions, daysOfPrice);
      await sql`insert into lot_methods select user_id, id, 'FIFO' from portfolios`.execute(db);
      await sql`insert into lots select user_id, portfolio_id, instrument_id, id, trade_date, trade_date, seq, 2, 21, 21, 0,
        0, 21, 21, 1 from transactions where type = 'buy'`.execute(db);
      await sql`analyze`.execute(db);
      const { statements } = await collectStatements(server.databaseUrl);
      const scans = await scansOf(server.databaseUrl, statements);
      expect(statements.filter(({ method }) => method.startsWith('books.')).length).toBeGreaterThan(5);
      expect(scans.filter(({ table }) => tables.has(table))).toEqual([]);
    } finally {
      await db.destroy();
      await server.close();
    }
  },
);
