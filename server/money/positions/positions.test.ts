import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { buyOf, keepInstrument, keepMarket, keepPortfolio, record } from '#server/testing/ledgers.ts';

const abroad = { accountType: 'INTERNATIONAL', baseCurrency: 'RUB', costMethod: 'FIFO', isSample: false };

test('a position is told with its gain, its weight and where its figures came from', async ({
  server,
  person,
}) => {
  const portfolioId = await keepPortfolio(server, person.id, abroad);
  const share = { id: 'ACME', kind: 'equity', currency: 'USD', multiplier: '1', payout: 'linear' };
  const names = await keepMarket(server, person.id, {
    instruments: [share],
    prices: [{ instrument: 'ACME', date: '2024-11-20', price: '107.25', source: 'manual' }],
    fxRates: [{ base: 'USD', quote: 'RUB', date: '2024-11-27', rate: '92', source: 'manual' }],
  });
  const instrumentId = names.real('ACME');
  await record(person, portfolioId, {
    type: 'deposit',
    tradeDate: '2024-11-01',
    currency: 'RUB',
    amount: '100000',
  });
  await record(
    person,
    portfolioId,
    buyOf(instrumentId, { tradeDate: '2024-11-03', quantity: '7', price: '101.13', fxRate: '90.1234' }),
  );
  const { data } = await person.browser.query('positions.list', { portfolioId, date: '2024-11-28' });
  const seen = { sources: ['manual'], asOf: '2024-11-20', isStale: true, unpriced: 0 };
  expect(data).toEqual({
    portfolioId,
    date: '2024-11-28',
    value: '103941.28',
    provenance: seen,
    cash: [
      { currency: 'RUB', amount: '100000', amountBase: '100000', weight: '0.962082', provenance: null },
      {
        currency: 'USD',
        amount: '-707.91',
        amountBase: '-65127.72',
        weight: '-0.626582',
        provenance: { source: 'manual', asOf: '2024-11-27' },
      },
    ],
    settlement: [],
    items: [
      {
        instrumentId,
        symbol: 'ACME',
        kind: 'equity',
        currency: 'USD',
        quantity: '7',
        cost: '707.91',
        costBase: '63799.256094',
        value: '750.75',
        valueBase: '69069',
        price: '107.25',
        fxRate: '92',
        gain: { total: '5269.743906', price: '3860.886456', fx: '1408.85745' },
        weight: '0.6645',
        provenance: seen,
      },
    ],
  });
});

test('the day asked for counts, and later than today is today', async ({ server, person }) => {
  const portfolioId = await keepPortfolio(server, person.id, { ...abroad, baseCurrency: 'USD' });
  const instrumentId = await keepInstrument(server, person.id);
  await record(person, portfolioId, buyOf(instrumentId));
  const sale = buyOf(instrumentId, { type: 'sell', tradeDate: '2024-02-01' });
  await record(person, portfolioId, sale);
  const on = async (given: object) => {
    const { data } = await person.browser.query('positions.list', { portfolioId, ...given });
    return data.items.map(({ quantity, weight }: { quantity: string; weight: string }) => [quantity, weight]);
  };
  expect(await on({ date: '2024-01-09' })).toEqual([]);
  expect(await on({ date: '2024-01-31' })).toEqual([['10', null]]);
  expect(await on({ date: '2999-01-01' })).toEqual([]);
  expect(await on({ includeClosed: true })).toEqual([['0', null]]);
  expect(await on({ date: '1900-01-01' })).toEqual([]);
});

test('a position that was never priced stands at what its lots stand at', async ({ server, person }) => {
  const portfolioId = await keepPortfolio(server, person.id, { ...abroad, baseCurrency: 'USD' });
  const [from, to] = [await keepInstrument(server, person.id), await keepInstrument(server, person.id)];
  await record(person, portfolioId, buyOf(from));
  const merger = { type: 'merger', tradeDate: '2024-02-01', instrumentId: from, toInstrumentId: to };
  await record(person, portfolioId, { ...merger, numerator: 3, denominator: 1 });
  const { data } = await person.browser.query('positions.list', { portfolioId, date: '2024-02-02' });
  expect(data.items).toEqual([
    expect.objectContaining({ instrumentId: to, quantity: '30', value: '1000', price: null }),
  ]);
  expect(data.provenance).toEqual({ sources: [], asOf: null, isStale: false, unpriced: 1 });
});

test('lots are told as of a day', async ({ server, person }) => {
  const portfolioId = await keepPortfolio(server, person.id, { ...abroad, baseCurrency: 'USD' });
  const instrumentId = await keepInstrument(server, person.id);
  await record(person, portfolioId, buyOf(instrumentId));
  await record(
    person,
    portfolioId,
    buyOf(instrumentId, { type: 'sell', tradeDate: '2024-02-01', quantity: '4' }),
  );
  const { data: early } = await person.browser.query('lots.list', {
    portfolioId,
    instrumentId,
    date: '2024-01-31',
  });
  const { data: late } = await person.browser.query('lots.list', { portfolioId, instrumentId });
  expect([early.open[0].quantity, early.matches]).toEqual(['10', []]);
  expect([late.open[0].quantity, late.matches[0].quantity]).toEqual(['6', '4']);
});
