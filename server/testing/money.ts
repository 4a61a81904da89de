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
  if (ledgerPath.test(path)) return { ...currencies, ...(await ledgerInput(server, owner)) };
  return path.startsWith('fxRates.') ? currencies : {};
}

const ledgerPath = /^(?:transactions|positions|lots|performance|netWorth)\./;

/** A portfolio, an instrument and a recorded transaction of somebody, and one to record. */
async function ledgerInput({ db }: TestServer, owner: string): Promise<Given> {
  const [portfolioId, id] = [await insertPortfolio(db, owner), randomUUID()];
  const transaction = { type: 'deposit', tradeDate: '2024-01-02', currency: 'USD', amount: '1' };
  await sql`
    with kept as (insert into transactions
        (user_id, portfolio_id, id, seq, type, trade_date, request_key, content_hash, fields, fx_rate)
      values (${owner}, ${portfolioId}, ${id}, 1, 'deposit', '2024-01-02', ${randomUUID()}, '', '{"amount": "1", "currency": "USD"}', 1)
      returning user_id, portfolio_id, id)
    insert into transaction_legs (user_id, portfolio_id, transaction_id, n, account, currency, amount, base_amount)
      select user_id, portfolio_id, id, n, account, 'USD', amount, amount from kept,
        (values (0, 'cash', 1), (1, 'external', -1)) as leg (n, account, amount)`.execute(db);
  const own = { portfolioId, instrumentId: await insertInstrument(db, owner), transactionId: id };
  return { ...own, key: randomUUID(), transaction, from: '2024-01-01', to: '2024-02-01' };
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
