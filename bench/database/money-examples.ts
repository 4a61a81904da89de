import { randomUUID } from 'node:crypto';
import type { Examples } from './statement-examples.ts';

const day = '2026-11-03';

/** A call of every method of the repositories of money, for an existing person. */
export function moneyExamples(userId: string): Examples {
  const key = { userId, id: randomUUID() };
  const pair = { userId, base: 'EUR', quote: 'USD' };
  const instrument = { symbol: 'ACME', name: 'Acme Turbines', kind: 'equity', currency: 'USD' } as const;
  const portfolio = { name: 'Broker', account_type: 'DOMESTIC', base_currency: 'USD' } as const;
  const due = { days: 14, batch: 1 };
  return {
    'erasures.deletePortfolios': ({ erasures }) => erasures.deletePortfolios(due),
    'erasures.deletePrices': ({ erasures }) => erasures.deletePrices(due),
    'erasures.deleteRates': ({ erasures }) => erasures.deleteRates(due),
    'erasures.deleteInstruments': ({ erasures }) => erasures.deleteInstruments(due),
    'erasures.deleteAccounts': ({ erasures }) => erasures.deleteAccounts(due),
    'fxRates.findNewest': ({ fxRates }) => fxRates.findNewest(pair, { from: day, to: day }, 4000),
    'fxRates.upsertManual': ({ fxRates }) => fxRates.upsertManual(pair, [{ date: day, rate: '1.25' }]),
    'fxRates.deleteEntered': ({ fxRates }) => fxRates.deleteEntered(pair, [day]),
    'fxRates.deleteSimulated': ({ fxRates }) => fxRates.deleteSimulated(userId),
    'fxRates.insertSimulated': ({ fxRates }) => fxRates.insertSimulated(pair, [{ date: day, rate: '1.25' }]),
    'fxRates.findOfUser': ({ fxRates }) => fxRates.findOfUser(userId, 10_000),
    'fxRates.countOfUser': ({ fxRates }) => fxRates.countOfUser(userId),
    'instruments.findPage': async ({ instruments }) => {
      await instruments.findPage(userId, {}, 51);
      await instruments.findPage(userId, { search: 'acme', cursor: 'ABC' }, 51);
    },
    'instruments.find': ({ instruments }) => instruments.find(key),
    'instruments.findOfUser': ({ instruments }) => instruments.findOfUser(userId, 10_000),
    'instruments.findOfPrefix': ({ instruments }) => instruments.findOfPrefix(userId, 'DEMO-'),
    'instruments.countOfUser': ({ instruments }) => instruments.countOfUser(userId),
    'instruments.isNamed': ({ instruments }) => instruments.isNamed(key),
    'instruments.insert': ({ instruments }) => instruments.insert(key, instrument),
    'instruments.update': ({ instruments }) => instruments.update(key, { name: 'Acme' }),
    'instruments.delete': ({ instruments }) => instruments.delete(key),
    'instruments.deleteOfPrefix': ({ instruments }) => instruments.deleteOfPrefix(userId, 'DEMO-'),
    'ledgers.findRevisions': ({ ledgers }) => ledgers.findRevisions(userId),
    'ledgers.countObservations': ({ ledgers }) => ledgers.countObservations(userId),
    'ledgers.lock': ({ ledgers }) => ledgers.lock(userId),
    'ledgers.raiseRevision': ({ ledgers }) => ledgers.raiseRevision(userId),
    'ledgers.raisePriceRevision': ({ ledgers }) => ledgers.raisePriceRevision(userId),
    'portfolios.findOfUser': ({ portfolios }) => portfolios.findOfUser(userId, 50),
    'portfolios.find': ({ portfolios }) => portfolios.find(key),
    'portfolios.countOfUser': ({ portfolios }) => portfolios.countOfUser(userId),
    'portfolios.existsSample': ({ portfolios }) => portfolios.existsSample(userId),
    'portfolios.insert': ({ portfolios }) => portfolios.insert(key, portfolio),
    'portfolios.update': ({ portfolios }) => portfolios.update(key, { name: 'Other' }),
    'portfolios.delete': ({ portfolios }) => portfolios.delete(key),
    'prices.findNewest': ({ prices }) => prices.findNewest(key, { from: day, to: day }, 4000),
    'prices.findLowest': ({ prices }) => prices.findLowest(key),
    'prices.upsertManual': async ({ prices, instruments }) => {
      await instruments.insert(key, instrument);
      await prices.upsertManual(key, [{ date: day, price: '1.25' }]);
    },
    'prices.insertSimulated': async ({ prices, instruments }) => {
      await instruments.insert(key, instrument);
      await prices.insertSimulated(userId, [{ instrumentId: key.id, date: day, price: '1.25' }]);
    },
    'prices.deleteEntered': ({ prices }) => prices.deleteEntered(key, [day]),
    'prices.findOfUser': ({ prices }) => prices.findOfUser(userId, 10_000),
    'prices.countOfUser': ({ prices }) => prices.countOfUser(userId),
    'recordedLegs.findOfUser': ({ recordedLegs }) => recordedLegs.findOfUser(userId, 10_000),
    'recordedLegs.countOfUser': ({ recordedLegs }) => recordedLegs.countOfUser(userId),
    'recordedTransactions.findOfUser': ({ recordedTransactions }) =>
      recordedTransactions.findOfUser(userId, 10_000),
    'recordedTransactions.countOfUser': ({ recordedTransactions }) =>
      recordedTransactions.countOfUser(userId),
  };
}
