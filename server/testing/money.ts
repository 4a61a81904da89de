import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import type { Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

type Given = Record<string, unknown>;
type Browsing = Pick<Person, 'browser'>;

/** A new instrument of somebody, as the API answers it. */
export async function createInstrument({ browser }: Browsing, given: Given = {}) {
  const symbol = `S-${randomUUID().slice(0, 8)}`;
  const input = { symbol, name: 'Acme Turbines', kind: 'equity', currency: 'USD', ...given };
  const answer = await browser.mutate('instruments.create', input);
  if (answer.status !== 200) throw new Error(`no instrument was made: ${answer.body}`);
  return answer.data;
}

/** A new portfolio of somebody, as the API answers it. */
export async function createPortfolio({ browser }: Browsing, given: Given = {}) {
  const name = `Account ${randomUUID().slice(0, 8)}`;
  const input = { name, accountType: 'DOMESTIC', baseCurrency: 'USD', ...given };
  const answer = await browser.mutate('portfolios.create', input);
  if (answer.status !== 200) throw new Error(`no portfolio was made: ${answer.body}`);
  return answer.data;
}

/** The input of a call about money, beside what its schema says; whom it is about belongs to `owner`. */
export async function moneyInput(
  server: TestServer,
  path: string,
  { owner }: { owner: string },
): Promise<Given> {
  const currencies = { currency: 'USD', baseCurrency: 'USD', base: 'EUR', quote: 'USD' };
  if (path.startsWith('instruments.') || path.startsWith('prices.'))
    return { ...currencies, instrumentId: await insertInstrument(server.db, owner) };
  if (path.startsWith('portfolios.'))
    return { ...currencies, portfolioId: await insertPortfolio(server.db, owner) };
  return path.startsWith('fxRates.') ? currencies : {};
}

/** By SQL, for somebody who need not be signed in. */
export async function insertInstrument(db: Database, userId: string, given: Given = {}): Promise<string> {
  const id = randomUUID();
  const row = { symbol: `S-${id.slice(0, 8)}`, name: 'Acme', kind: 'equity', currency: 'USD', ...given };
  await sql`insert into instruments (user_id, id, symbol, name, kind, currency)
    values (${userId}, ${id}, ${row.symbol}, ${row.name}, ${row.kind}, ${row.currency})`.execute(db);
  return id;
}

/** The same of a portfolio. */
export async function insertPortfolio(db: Database, userId: string, given: Given = {}): Promise<string> {
  const id = randomUUID();
  const row = { name: `Account ${id.slice(0, 8)}`, accountType: 'DOMESTIC', baseCurrency: 'USD', ...given };
  const country = row.accountType === 'DOMESTIC' ? null : 'KZ';
  await sql`insert into portfolios (user_id, id, name, account_type, base_currency, country)
    values (${userId}, ${id}, ${row.name}, ${row.accountType}, ${row.baseCurrency}, ${country})`.execute(db);
  return id;
}
