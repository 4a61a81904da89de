import { randomUUID } from 'node:crypto';
import type { Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import type { Vector } from '#shared/money/testing/open-ledger.ts';

type Given = Record<string, unknown>;
type RawTransaction = Vector['transactions'][number];
type Portfolio = Vector['portfolio'];

/** Ids of the vectors and the real ones of the same things, both ways. */
export interface Names {
  real(name: string): string;
  short(id: string): string;
  add(name: string, id: string): void;
}

function createNames(): Names {
  const [real, short] = [new Map<string, string>(), new Map<string, string>()];
  return {
    real: (name) => real.get(name) ?? randomUUID(),
    short: (id) => short.get(id) ?? id,
    add(name, id) {
      real.set(name, id);
      short.set(id, name);
    },
  };
}

/** By SQL: what is tested here is what a ledger makes of it. */
export async function keepPortfolio(
  { db }: TestServer,
  userId: string,
  { accountType, baseCurrency, costMethod, isSample }: Portfolio,
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('portfolios')
    .values({
      user_id: userId,
      id,
      name: `Account ${id.slice(0, 8)}`,
      account_type: accountType as 'DOMESTIC',
      base_currency: String(baseCurrency),
      country: accountType === 'DOMESTIC' ? null : 'KZ',
      cost_method: costMethod as 'FIFO',
      is_sample: Boolean(isSample),
    })
    .execute();
  return id;
}

export async function keepInstrument(
  { db }: TestServer,
  userId: string,
  given: Partial<Vector['instruments'][number]> & { readonly symbol?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const { symbol = `S-${id.slice(0, 8)}`, kind = 'equity', currency = 'USD', multiplier = '1' } = given;
  await db
    .insertInto('instruments')
    .values({
      user_id: userId,
      id,
      symbol,
      name: symbol,
      kind: kind as 'equity',
      currency,
      multiplier,
      payout: (given.payout ?? 'linear') as 'linear',
    })
    .execute();
  return id;
}

/** The instruments, prices and rates of vectors. Samples have instruments of their own. */
export async function keepMarket(
  server: TestServer,
  userId: string,
  { instruments, prices = [], fxRates = [] }: Pick<Vector, 'instruments' | 'prices' | 'fxRates'>,
  isSample = false,
): Promise<Names> {
  const names = createNames();
  for (const { id, ...rules } of instruments) {
    const symbol = isSample && !id.startsWith('DEMO-') ? `DEMO-${id}` : id;
    names.add(id, await keepInstrument(server, userId, { ...rules, symbol }));
  }
  for (const { instrument, ...row } of prices)
    await server.db
      .insertInto('prices')
      .values({
        user_id: userId,
        instrument_id: names.real(instrument),
        ...row,
        source: row.source as 'manual',
      })
      .execute();
  for (const row of fxRates)
    await server.db
      .insertInto('fx_rates')
      .values({ user_id: userId, ...row, source: row.source as 'manual' })
      .execute();
  return names;
}

export const domestic = {
  accountType: 'DOMESTIC',
  baseCurrency: 'USD',
  costMethod: 'FIFO',
  isSample: false,
};
export const abroad = { ...domestic, accountType: 'INTERNATIONAL' };

/** A portfolio of somebody, and a share. */
export async function openAccount(
  server: TestServer,
  { id }: Pick<Person, 'id'>,
  portfolio: Portfolio = domestic,
) {
  const portfolioId = await keepPortfolio(server, id, portfolio);
  return { portfolioId, instrumentId: await keepInstrument(server, id) };
}

/** What is kept of a portfolio. */
export function rowsOf({ db }: TestServer, portfolioId: string) {
  return db
    .selectFrom('transactions')
    .select(['id', 'type', 'voided_by'])
    .where('portfolio_id', '=', portfolioId)
    .execute();
}

/** The refusal of a field. */
export const invalid = (field: string) => ({ code: 'VALIDATION_FAILED', fields: { [field]: 'INVALID' } });

/** Two trades that nothing refuses. */
export const deposit = { type: 'deposit', tradeDate: '2024-01-02', currency: 'USD', amount: '1000' };
export const buyOf = (instrumentId: string, given: Given = {}) => ({
  type: 'buy',
  tradeDate: '2024-01-10',
  instrumentId,
  quantity: '10',
  price: '100',
  ...given,
});

export const newKey = (): string => randomUUID();

/** Records by the API. */
export function record(
  { browser }: Pick<Person, 'browser'>,
  portfolioId: string,
  transaction: Given,
  key = newKey(),
) {
  return browser.mutate('transactions.record', { portfolioId, key, transaction });
}

/** Records a transaction of the vectors, or voids or replaces one. */
async function act(
  { browser }: Pick<Person, 'browser'>,
  portfolioId: string,
  names: Names,
  raw: RawTransaction,
) {
  const { id, instrument, toInstrument, replaces, voids, ...fields } = raw as RawTransaction & {
    lots?: readonly { lot: string; quantity: string }[];
  };
  const { lots, ...rest } = fields;
  const key = newKey();
  const transaction = {
    ...rest,
    ...(instrument !== undefined && { instrumentId: names.real(instrument) }),
    ...(toInstrument !== undefined && { toInstrumentId: names.real(toInstrument) }),
    ...(lots && { lots: lots.map((part) => ({ ...part, lot: names.real(part.lot) })) }),
  };
  const target = { portfolioId, key, transactionId: names.real(voids ?? replaces ?? '') };
  const answer =
    voids !== undefined
      ? await browser.mutate('transactions.void', target)
      : replaces !== undefined
        ? await browser.mutate('transactions.replace', { ...target, transaction })
        : await browser.mutate('transactions.record', { portfolioId, key, transaction });
  if (answer.status === 200) names.add(id, answer.data.id);
  return answer;
}

/** Records all; the first refusal ends it. */
export async function actAll(
  person: Pick<Person, 'browser'>,
  portfolioId: string,
  { names, transactions }: { names: Names; transactions: Vector['transactions'] },
): Promise<{ at: string; code: string | undefined } | null> {
  for (const raw of transactions) {
    const answer = await act(person, portfolioId, names, raw);
    if (answer.status !== 200) return { at: raw.id, code: answer.error?.code };
  }
  return null;
}
