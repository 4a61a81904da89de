import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { abroad, buyOf, deposit, invalid, newKey, openAccount, record } from '#server/testing/ledgers.ts';

const test = withServer().extend('ledger', ({ server, person }) => openAccount(server, person));

test('a replacement takes the place of what it replaces, and both say so', async ({ person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  const { data: before } = await record(person, portfolioId, buyOf(instrumentId));
  await record(person, portfolioId, deposit);
  const { data: after } = await person.browser.mutate('transactions.replace', {
    portfolioId,
    key: newKey(),
    transactionId: before.id,
    transaction: buyOf(instrumentId, { price: '99' }),
  });
  const { data } = await person.browser.query('transactions.list', { portfolioId, includeVoided: true });
  const rows = new Map<string, Record<string, unknown>>(
    data.items.map((row: { id: string }) => [row.id, row] as const),
  );
  const voiding = data.items.find(({ type }: { type: string }) => type === 'void');
  expect(after).toMatchObject({ seq: before.seq, replaces: before.id, voidedBy: null });
  expect(rows.get(before.id)).toMatchObject({ voidedBy: voiding.id, replacedBy: after.id });
  expect(voiding).toMatchObject({ voids: before.id, seq: before.seq, tradeDate: before.tradeDate });
  expect(voiding.legs.map(({ amount }: { amount: string }) => amount)).toEqual(['1000', '-1000']);
});

test('a transaction is told as the contract shows it', async ({ server, person }) => {
  const { portfolioId, instrumentId } = await openAccount(server, person, { ...abroad, baseCurrency: 'RUB' });
  const input = { quantity: '7.00', price: '101.13', fee: '0.35', fxRate: '90.1234' };
  const { data } = await record(
    person,
    portfolioId,
    buyOf(instrumentId, { ...input, tradeDate: '2024-11-03' }),
  );
  const leg = { instrumentId, quantity: null, currency: 'USD' };
  expect(data).toEqual({
    id: expect.any(String),
    portfolioId,
    type: 'buy',
    tradeDate: '2024-11-03',
    seq: 1,
    source: 'manual',
    instrumentId,
    symbol: expect.stringMatching(/^S-/),
    quantity: '7',
    price: '101.13',
    amount: null,
    currency: 'USD',
    fee: '0.35',
    tax: null,
    accrued: null,
    fxRate: '90.1234',
    note: null,
    isAssumed: false,
    legs: [
      { ...leg, account: 'cash', instrumentId: null, amount: '-708.26', baseAmount: '-63830.799284' },
      { ...leg, account: 'position', quantity: '7', amount: '707.91', baseAmount: '63799.256094' },
      { ...leg, account: 'fee', amount: '0.35', baseAmount: '31.54319' },
    ],
    voids: null,
    voidedBy: null,
    replaces: null,
    replacedBy: null,
    createdAt: expect.any(String),
  });
});

test('a rest of rounding is no reason to refuse', async ({ server, person }) => {
  const { portfolioId, instrumentId } = await openAccount(server, person, { ...abroad, baseCurrency: 'RUB' });
  const paid = { type: 'dividend', tradeDate: '2024-01-05', instrumentId, fxRate: '0.000000005' };
  const answer = await record(person, portfolioId, { ...paid, amount: '3', fee: '1', tax: '2' });
  expect(answer.status).toBe(200);
  expect(answer.data.legs.map(({ account }: { account: string }) => account)).toContain('income');
});

test('a page goes on where the last one ended, newest first, exchanges last on their day', async ({
  person,
  ledger,
}) => {
  const { portfolioId, instrumentId } = ledger;
  const tradeDate = '2024-01-10';
  const split = { type: 'split', tradeDate, instrumentId, numerator: 2, denominator: 1 };
  for (const transaction of [{ ...deposit, tradeDate }, split, buyOf(instrumentId), deposit])
    expect((await record(person, portfolioId, transaction)).status).toBe(200);
  const types: string[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await person.browser.query('transactions.list', { limit: 1, cursor });
    types.push(...data.items.map(({ type, seq }: { type: string; seq: number }) => `${type} ${seq}`));
    cursor = data.nextCursor ?? undefined;
  } while (cursor);
  expect(types).toEqual(['buy 3', 'deposit 1', 'split 2', 'deposit 4']);
});

test('a list is narrowed by portfolio, instrument, type and days', async ({ person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  await record(person, portfolioId, deposit);
  await record(person, portfolioId, buyOf(instrumentId));
  const typesOf = async (filters: object) => {
    const { data } = await person.browser.query('transactions.list', filters);
    return data.items.map(({ type }: { type: string }) => type);
  };
  expect(await typesOf({ portfolioId })).toEqual(['buy', 'deposit']);
  expect(await typesOf({ instrumentId })).toEqual(['buy']);
  expect(await typesOf({ types: ['deposit'] })).toEqual(['deposit']);
  expect(await typesOf({ from: '2024-01-03' })).toEqual(['buy']);
  expect(await typesOf({ to: '2024-01-03' })).toEqual(['deposit']);
  const { error } = await person.browser.query('transactions.list', { from: '2024-02-01', to: '2024-01-01' });
  expect(error).toMatchObject(invalid('to'));
});

test('another method of cost counts from the first transaction on', async ({ server, person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  const { data: early } = await record(person, portfolioId, buyOf(instrumentId));
  const { data: late } = await record(person, portfolioId, buyOf(instrumentId, { tradeDate: '2024-02-10' }));
  const sale = { type: 'sell', quantity: '6', lots: [{ lot: late.id, quantity: '6' }] };
  const sold = await record(person, portfolioId, buyOf(instrumentId, { ...sale, tradeDate: '2024-03-01' }));
  const openLots = async () => {
    const { data } = await person.browser.query('lots.list', { portfolioId, instrumentId });
    return data.open.map(({ lot, quantity }: { lot: string; quantity: string }) => [lot, quantity]);
  };
  const before = await openLots();
  const input = { portfolioId, version: 1, costMethod: 'SPECIFIC' };
  const changed = await person.browser.mutate('portfolios.update', input);
  const after = await openLots();
  const more = { type: 'sell', quantity: '5', tradeDate: '2024-03-02' };
  await record(
    person,
    portfolioId,
    buyOf(instrumentId, { ...more, lots: [{ lot: early.id, quantity: '5' }] }),
  );
  expect([sold.status, changed.status]).toEqual([200, 200]);
  expect(before).toEqual([
    [early.id, '4'],
    [late.id, '10'],
  ]);
  expect(after).toEqual([
    [early.id, '10'],
    [late.id, '4'],
  ]);
  expect(await openLots()).toEqual([
    [early.id, '5'],
    [late.id, '4'],
  ]);
  const kept = await server.db
    .selectFrom('lots')
    .select('lot')
    .where('portfolio_id', '=', portfolioId)
    .execute();
  expect(kept).toHaveLength(2);
});

test('a method that needs lots which are not there is refused', async ({ person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  await record(person, portfolioId, buyOf(instrumentId));
  const lots = [{ lot: instrumentId, quantity: '6' }];
  const sale = { type: 'sell', quantity: '6', lots, tradeDate: '2024-03-01' };
  const sold = await record(person, portfolioId, buyOf(instrumentId, sale));
  const input = { portfolioId, version: 1, costMethod: 'SPECIFIC' };
  const changed = await person.browser.mutate('portfolios.update', input);
  expect([sold.status, changed.error?.code]).toEqual([200, 'LOT_UNAVAILABLE']);
});
