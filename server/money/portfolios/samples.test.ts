import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { createInstrument, createPortfolio } from '#server/testing/money.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { readDay, writeDay } from '#shared/money/days.ts';
import { units } from '#shared/money/decimal.ts';
import { transactionTypes } from '#shared/money/transactions.ts';

const createSample = ({ browser }: Pick<Person, 'browser'>) => browser.mutate('portfolios.createSample');
const remove = ({ browser }: Person, input: object) => browser.mutate('portfolios.remove', input);

async function countOf(server: TestServer, table: string, { id }: Pick<Person, 'id'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where user_id = ${id}`.execute(server.db);
  return rows[0]?.count ?? 0;
}

const tables = [
  'portfolios',
  'instruments',
  'prices',
  'fx_rates',
  'transactions',
  'transaction_legs',
  'lots',
];
const countsOf = (server: TestServer, person: Pick<Person, 'id'>) =>
  Promise.all(tables.map((table) => countOf(server, table, person)));

describe('the samples', () => {
  test('are two, of five years, with every type of transaction', async ({ server, person }) => {
    const started = performance.now();
    const { data, status } = await createSample(person);
    console.log('took', performance.now() - started, await countsOf(server, person));
    expect(status).toBe(200);
    expect(data).toMatchObject([
      { accountType: 'DOMESTIC', baseCurrency: 'USD', country: 'US', isSample: true, costMethod: 'FIFO' },
      { accountType: 'INTERNATIONAL', baseCurrency: 'USD', country: 'GB', isSample: true, costMethod: 'AVG' },
    ]);
    const { rows } = await sql<{ type: string; first: string }>`
      select type, min(trade_date)::text as first from transactions where user_id = ${person.id} group by type`.execute(
      server.db,
    );
    expect(rows.map(({ type }) => type).toSorted()).toEqual([...transactionTypes].toSorted());
  });
});
