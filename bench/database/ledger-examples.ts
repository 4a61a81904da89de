import { randomBytes, randomUUID } from 'node:crypto';
import type { Examples } from './statement-examples.ts';

const portfolio = { name: 'Bench', account_type: 'DOMESTIC', base_currency: 'USD', country: null } as const;

function keptLot(id: string) {
  const days = { acquired_on: '2026-01-05', opened_on: '2026-01-05', opened_seq: 1 };
  const amounts = { cost: '1', cost_base: '1', fee: '0', fee_base: '0', value: '1', value_base: '1' };
  return { instrument_id: id, lot: id, ...days, quantity: '1', ...amounts, fx_rate: '1' };
}

/** A call of every method that keeps transactions, and that reads what figures are made of. */
export function ledgerExamples(userId: string): Examples {
  const key = { userId, portfolioId: randomUUID() };
  const id = randomUUID();
  const deposit = {
    id,
    seq: 1,
    type: 'deposit',
    trade_date: '2026-01-05',
    source: 'manual',
    request_key: 'bench-key',
    content_hash: randomBytes(32),
    voids_id: null,
    replaces_id: null,
    instrument_id: null,
    to_instrument_id: null,
    fields: {},
    fx_rate: '1',
    cost_base: null,
    is_assumed: false,
    note: null,
  } as const;
  const leg = { account: 'cash', instrument_id: null, quantity: null, currency: 'USD' } as const;
  const after = { date: '2026-01-05', rank: true, seq: 1, id };
  const day = '2026-11-29';
  const days = { after: '2026-01-05', to: day };
  const reached = { ...key, instrumentIds: [id], to: day };
  return {
    'transactions.find': ({ transactions }) => transactions.find(key, id),
    'transactions.findByKey': ({ transactions }) => transactions.findByKey(key, 'bench-key'),
    'transactions.findLast': ({ transactions }) => transactions.findLast(key),
    'transactions.findNextSeq': ({ transactions }) => transactions.findNextSeq(key),
    'transactions.findLegs': ({ transactions }) =>
      transactions.findLegs(userId, [{ id, portfolio_id: key.portfolioId }]),
    'transactions.findPage': async ({ transactions }) => {
      const { portfolioId } = key;
      const filters = { types: ['buy'], from: '2026-01-01', to: day } as const;
      await transactions.findPage(userId, {}, { limit: 51 });
      await transactions.findPage(userId, { ...filters, portfolioId }, { limit: 51, after });
      await transactions.findPage(userId, { instrumentId: id, includeVoided: true }, { limit: 51, after });
    },
    'transactions.insert': async ({ transactions, portfolios }) => {
      await portfolios.insert({ userId, id: key.portfolioId }, portfolio);
      await transactions.insert(key, deposit, [{ ...leg, amount: '1', base_amount: '1' }]);
    },
    'transactionBatches.insert': async ({ transactionBatches, portfolios }) => {
      await portfolios.insert({ userId, id: key.portfolioId }, portfolio);
      const legs = [{ ...leg, amount: '1', base_amount: '1' }];
      await transactionBatches.insert(key, [{ row: deposit, legs }]);
    },
    'ends.findBalances': ({ ends }) => ends.findBalances(key),
    'ends.findLastTrades': ({ ends }) => ends.findLastTrades(reached),
    'ends.findSplits': ({ ends }) => ends.findSplits(reached),
    'reached.findJoins': ({ reached: all }) => all.findJoins(key),
    'reached.count': ({ reached: all }) => all.count(reached, 5001),
    'reached.findLive': ({ reached: all }) =>
      all.findLive(key, { instrumentId: id, to: day, after: undefined, limit: 20_000 }),
    'lots.find': ({ lots }) => lots.find(key),
    'lots.count': ({ lots }) => lots.count(key),
    'lots.findSum': ({ lots }) => lots.findSum(key, id),
    'lots.findByAge': async ({ lots }) => {
      const page = { instrumentId: id, limit: 50 };
      await lots.findByAge(key, { ...page, isNewestFirst: false, after: undefined });
      await lots.findByAge(key, { ...page, isNewestFirst: true, after: keptLot(id) });
    },
    'lots.findOf': ({ lots }) => lots.findOf(key, [id]),
    'lots.delete': ({ lots }) => lots.delete(key, [{ instrument_id: id, lot: id }]),
    'lots.upsert': async ({ lots, portfolios }) => {
      await portfolios.insert({ userId, id: key.portfolioId }, portfolio);
      await lots.upsert(key, [keptLot(id)]);
    },
    'lots.findMethod': ({ lots }) => lots.findMethod(key),
    'lots.upsertMethod': async ({ lots, portfolios }) => {
      await portfolios.insert({ userId, id: key.portfolioId }, portfolio);
      await lots.upsertMethod(key, 'FIFO');
    },
    'books.findPortfolio': ({ books }) => books.findPortfolio(key),
    'books.findPortfolios': ({ books }) => books.findPortfolios(userId),
    'books.findInstruments': ({ books }) => books.findInstruments(userId, [id]),
    'books.findNewestIn': ({ books }) => books.findNewestIn(key, 'EUR', { to: day }),
    'books.findLive': ({ books }) => books.findLive(key, { to: day, after: -1, limit: 20_000 }),
    'books.findReplaced': ({ books }) => books.findReplaced(key),
    'books.findPrices': ({ books }) => books.findPrices(userId, [id], { ...days, isSample: false }),
    'books.findRates': ({ books }) => books.findRates(userId, ['EUR', 'USD'], days),
    'books.findNewestRates': ({ books }) => books.findNewestRates(userId, ['EUR', 'USD'], day),
  };
}
