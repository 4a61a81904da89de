import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import {
  buyOf,
  deposit,
  domestic,
  invalid,
  keepInstrument,
  newKey,
  openAccount,
  record,
  rowsOf,
} from '#server/testing/ledgers.ts';
import { registerPerson } from '#server/testing/people.ts';
import { transactionsMaximum } from '#shared/money/transaction-rows.ts';

const test = withServer().extend('ledger', ({ server, person }) => openAccount(server, person));

const bomb = '9'.repeat(19);

test.for([
  ['a day of 2999', { tradeDate: '2999-01-01' }, 'tradeDate'],
  ['a day of 1900', { tradeDate: '1900-01-01' }, 'tradeDate'],
  ['a day that no calendar has', { tradeDate: '2023-02-29' }, 'tradeDate'],
  ['a quantity of nineteen digits', { quantity: bomb }, 'quantity'],
  ['a quantity of nineteen places', { quantity: `0.${bomb}` }, 'quantity'],
  ['a price with an exponent', { price: '1e9' }, 'price'],
  ['a price that is a number', { price: 100 }, 'price'],
  ['a fee of nine places', { fee: '0.123456789' }, 'fee'],
  ['a price below 0', { price: '-1' }, 'price'],
  ['a rate of 0', { fxRate: '0' }, 'fxRate'],
  ['a rate of the base currency that is not 1', { fxRate: '1.1' }, 'fxRate'],
] as const)('%s is refused beside its field', async ([_what, given, field], { server, person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  const { error } = await record(person, portfolioId, buyOf(instrumentId, given));
  expect(error).toMatchObject(invalid(`transaction.${field}`));
  expect(await rowsOf(server, portfolioId)).toEqual([]);
});

test('a number too long is refused by its length', async ({ person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  const long = buyOf(instrumentId, { quantity: '9'.repeat(60_000) });
  const { error } = await record(person, portfolioId, long);
  expect(Object.keys(error?.fields ?? {})).toEqual(['transaction.quantity']);
});

test('an amount beyond 10^18 is refused, though each part of it is not', async ({ person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  const most = '9'.repeat(18);
  const { error } = await record(person, portfolioId, buyOf(instrumentId, { quantity: most, price: most }));
  expect(error?.code).toBe('AMOUNT_OUT_OF_RANGE');
});

test.for(['XXX', 'usd', 'DOGE', ''])('the currency %j is refused', async (currency, { person, ledger }) => {
  const { error } = await record(person, ledger.portfolioId, { ...deposit, currency });
  expect(error).toMatchObject(invalid('transaction.currency'));
});

test.for(['short', 'with blanks here', 'k'.repeat(65)])(
  'the key %j is refused',
  async (key, { person, ledger }) => {
    const { error } = await record(person, ledger.portfolioId, deposit, key);
    expect(error?.code).toBe('VALIDATION_FAILED');
  },
);

test('what is of another person is not found, in any field', async ({ server, person, ledger }) => {
  const other = await registerPerson(server);
  const theirs = await openAccount(server, other);
  const { portfolioId, instrumentId } = ledger;
  const bought = await record(other, theirs.portfolioId, buyOf(theirs.instrumentId));
  const { browser } = person;
  const key = newKey();
  const transactionId = bought.data.id;
  const merger = { type: 'merger', tradeDate: '2024-02-01', instrumentId, numerator: 1, denominator: 1 };
  const answers = [
    await record(person, theirs.portfolioId, deposit),
    await record(person, portfolioId, buyOf(theirs.instrumentId)),
    await record(person, portfolioId, { ...merger, toInstrumentId: theirs.instrumentId }),
    await browser.mutate('transactions.void', { portfolioId, key, transactionId }),
    await browser.mutate('transactions.replace', { portfolioId, key, transactionId, transaction: deposit }),
    await browser.query('transactions.list', { portfolioId: theirs.portfolioId }),
    await browser.query('transactions.list', { instrumentId: theirs.instrumentId }),
    await browser.query('positions.list', { portfolioId: theirs.portfolioId }),
    await browser.query('lots.list', { portfolioId, instrumentId: theirs.instrumentId }),
    await browser.query('lots.list', { portfolioId: theirs.portfolioId, instrumentId }),
    await browser.query('performance.get', {
      portfolioId: theirs.portfolioId,
      from: '2024-01-01',
      to: '2024-02-01',
    }),
    await browser.query('performance.get', {
      portfolioId,
      instrumentId: theirs.instrumentId,
      from: '2024-01-01',
      to: '2024-02-01',
    }),
    await browser.query('netWorth.get', {
      currency: 'USD',
      from: '2024-01-01',
      to: '2024-02-01',
      portfolioIds: [portfolioId, theirs.portfolioId],
    }),
  ];
  expect(answers.map(({ error }) => error?.code)).toEqual(answers.map(() => 'NOT_FOUND'));
  const { data } = await browser.query('transactions.list');
  expect(data.items).toEqual([]);
  expect(await rowsOf(server, theirs.portfolioId)).toHaveLength(1);
});

test("another's lot is not available", async ({ server, person }) => {
  const other = await registerPerson(server);
  const theirs = await openAccount(server, other);
  const { data: theirLot } = await record(other, theirs.portfolioId, buyOf(theirs.instrumentId));
  const { portfolioId, instrumentId } = await openAccount(server, person, {
    ...domestic,
    costMethod: 'SPECIFIC',
  });
  await record(person, portfolioId, buyOf(instrumentId));
  const sale = buyOf(instrumentId, { type: 'sell', lots: [{ lot: theirLot.id, quantity: '10' }] });
  expect((await record(person, portfolioId, sale)).error?.code).toBe('LOT_UNAVAILABLE');
});

test('a void and a replacement that break a later sell change nothing', async ({
  server,
  person,
  ledger,
}) => {
  const { portfolioId, instrumentId } = ledger;
  const { data } = await record(person, portfolioId, buyOf(instrumentId));
  await record(person, portfolioId, buyOf(instrumentId, { type: 'sell', tradeDate: '2024-03-01' }));
  const target = { portfolioId, transactionId: data.id };
  const late = buyOf(instrumentId, { tradeDate: '2024-03-02' });
  const voided = await person.browser.mutate('transactions.void', { ...target, key: newKey() });
  const replaced = await person.browser.mutate('transactions.replace', {
    ...target,
    key: newKey(),
    transaction: late,
  });
  expect([voided.error?.code, replaced.error?.code]).toEqual([
    'INSUFFICIENT_QUANTITY',
    'INSUFFICIENT_QUANTITY',
  ]);
  expect(await rowsOf(server, portfolioId)).toEqual([
    expect.objectContaining({ voided_by: null }),
    expect.objectContaining({ voided_by: null }),
  ]);
});

test('a sell before its buy is refused, and a buy before it is not', async ({ person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  const sale = buyOf(instrumentId, { type: 'sell' });
  const early = await record(person, portfolioId, sale);
  await record(person, portfolioId, buyOf(instrumentId, { tradeDate: '2024-01-09' }));
  const late = await record(person, portfolioId, sale);
  expect([early.error?.code, late.status]).toEqual(['INSUFFICIENT_QUANTITY', 200]);
});

test('what is voided cannot be voided again, nor can a void', async ({ person, ledger }) => {
  const { portfolioId } = ledger;
  const { data } = await record(person, portfolioId, deposit);
  const voidOf = (transactionId: string) =>
    person.browser.mutate('transactions.void', { portfolioId, key: newKey(), transactionId });
  const first = await voidOf(data.id);
  const second = await voidOf(data.id);
  const ofVoid = await voidOf(first.data.id);
  expect(second.error?.code).toBe('ALREADY_VOIDED');
  expect(ofVoid.error).toMatchObject(invalid('transactionId'));
  expect((await voidOf(randomUUID())).error?.code).toBe('NOT_FOUND');
});

test('simulated money and real money do not meet', async ({ server, person, ledger }) => {
  const sample = await openAccount(server, person, { ...domestic, isSample: true });
  const simulated = await keepInstrument(server, person.id, { symbol: `demo-${randomUUID().slice(0, 8)}` });
  const mixed = await record(person, ledger.portfolioId, buyOf(simulated));
  const other = await record(person, sample.portfolioId, buyOf(sample.instrumentId));
  const fit = await record(person, sample.portfolioId, buyOf(simulated));
  expect([mixed.error, other.error]).toMatchObject(Array(2).fill(invalid('transaction.instrumentId')));
  expect(fit.status).toBe(200);
});

test('a portfolio that is full takes no more, but lets what is wrong be voided', async ({
  server,
  person,
  ledger,
}) => {
  const { portfolioId } = ledger;
  const { id: userId, browser } = person;
  const { data } = await record(person, portfolioId, deposit);
  await server.db.transaction().execute(async (db) => {
    const key = { user_id: userId, portfolio_id: portfolioId };
    const id = randomUUID();
    const entered = { type: 'deposit', trade_date: '2024-01-03', fields: { amount: '1', currency: 'USD' } };
    const written = { seq: transactionsMaximum, request_key: newKey(), content_hash: Buffer.from('') };
    const legs = [
      { n: 0, account: 'cash', amount: '1', base_amount: '1' },
      { n: 1, account: 'external', amount: '-1', base_amount: '-1' },
    ];
    await db
      .insertInto('transactions')
      .values({ ...key, id, ...entered, ...written, fields: JSON.stringify(entered.fields), fx_rate: '1' })
      .execute();
    await db
      .insertInto('transaction_legs')
      .values(legs.map((leg) => ({ ...key, transaction_id: id, currency: 'USD', ...leg })))
      .execute();
  });
  const more = await record(person, portfolioId, deposit);
  const input = { portfolioId, key: newKey(), transactionId: data.id };
  const voided = await browser.mutate('transactions.void', input);
  expect(more.error).toMatchObject({ code: 'QUOTA_REACHED', params: { maximum: transactionsMaximum } });
  expect(voided.status).toBe(200);
});
