import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { insertTransaction } from '#server/testing/ledger-rows.ts';
import { createInstrument, createPortfolio, insertInstrument } from '#server/testing/money.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const acme = { symbol: 'ACME', name: 'Acme Turbines', kind: 'equity', currency: 'USD' };
const future = { symbol: 'BTC-PERP', name: 'Perpetual', kind: 'future', currency: 'BTC' };

const update = ({ browser }: Person, input: object) => browser.mutate('instruments.update', input);
const remove = ({ browser }: Person, input: object) => browser.mutate('instruments.remove', input);
const list = async ({ browser }: Person, input: object = {}) =>
  (await browser.query('instruments.list', input)).data;

/** Has a split of it recorded: that names it, and changes no figure. */
async function nameIt(server: TestServer, person: Person, instrumentId: string): Promise<void> {
  const { id: portfolioId } = await createPortfolio(person);
  const place = { userId: person.id, portfolioId };
  await insertTransaction(server.db, { ...place, type: 'split', instrumentId }, []);
}

async function revisionOf(server: TestServer, { id }: Person): Promise<number> {
  const { rows } = await sql<{
    revision: number;
  }>`select revision from ledgers where user_id = ${id}`.execute(server.db);
  return rows[0]?.revision ?? 0;
}

describe('a new instrument is refused', () => {
  test.for<[string, object, object]>([
    ['an empty symbol', { symbol: ' ' }, { symbol: 'REQUIRED' }],
    ['a symbol with a hidden letter', { symbol: 'AC\u200bME' }, { symbol: 'INVALID' }],
    ['a symbol of 51 letters', { symbol: 'A'.repeat(51) }, { symbol: 'TOO_LONG' }],
    ['a symbol of samples', { symbol: 'demo-acme' }, { symbol: 'INVALID' }],
    ['a name of 201 letters', { name: 'A'.repeat(201) }, { name: 'TOO_LONG' }],
    ['an unknown kind', { kind: 'nft' }, { kind: 'INVALID' }],
    ['an unknown currency', { currency: 'XXX' }, { currency: 'INVALID' }],
    ['a currency in small letters', { currency: 'usd' }, { currency: 'INVALID' }],
    ['a multiplier of 0', { multiplier: '0' }, { multiplier: 'INVALID' }],
    ['a multiplier below 0', { multiplier: '-1' }, { multiplier: 'INVALID' }],
    ['a multiplier that is a number', { multiplier: 100 }, { multiplier: 'INVALID' }],
    ['a decimal bomb', { multiplier: '9'.repeat(400) }, { multiplier: 'INVALID' }],
    ['an exponent', { multiplier: '1e3' }, { multiplier: 'INVALID' }],
    ['an inverse share', { payout: 'inverse' }, { payout: 'INVALID' }],
    ['a short ISIN', { isin: 'US037833100' }, { isin: 'INVALID' }],
    ['a MIC in small letters', { mic: 'xnys' }, { mic: 'INVALID' }],
    ['a strike below 0', { strike: '-1' }, { strike: 'INVALID' }],
    ['an expiry that is a day', { expiresAt: '2026-12-25' }, { expiresAt: 'INVALID' }],
    ['an unknown right', { right: 'both' }, { right: 'INVALID' }],
    ['an unknown field', { ticker: 'ACME' }, { ticker: 'UNKNOWN_FIELD' }],
  ])('for %s', async ([_what, given, fields], { person }) => {
    const answer = await person.browser.mutate('instruments.create', { ...acme, ...given });
    expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields });
    expect((await list(person)).items).toEqual([]);
  });

  test('for a symbol that the person has in other letters, and not for one of another person', async ({
    server,
    person,
  }) => {
    const first = await createInstrument(person, { symbol: 'Сбер' });
    await createInstrument(await registerPerson(server), { symbol: 'СБЕР' });
    const second = await person.browser.mutate('instruments.create', { ...acme, symbol: 'СБЕР' });
    expect(second.error).toMatchObject({ code: 'NAME_TAKEN', fields: { symbol: 'NAME_TAKEN' } });
    expect((await list(person)).items).toEqual([first]);
  });

  test('at the quota, which fifty calls at once hold', async ({ server, person }) => {
    await sql`insert into instruments (user_id, id, symbol, name, kind, currency)
      select ${person.id}, gen_random_uuid(), 'S' || n, 'Share', 'equity', 'USD'
      from generate_series(1, 1990) n`.execute(server.db);
    const calls = Array.from({ length: 50 }, (_, n) =>
      person.browser.mutate('instruments.create', { ...acme, symbol: `NEW${n}` }),
    );
    const answers = await Promise.all(calls);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status !== 200).map(({ error }) => error);
    for (const error of refused)
      expect(error).toMatchObject({ code: 'QUOTA_REACHED', params: { maximum: 2000 } });
  });
});

test('an instrument is answered with every field, and decimals without ending zeros', async ({ person }) => {
  const given = {
    ...future,
    multiplier: '0.010',
    payout: 'inverse',
    isin: 'US0378331005',
    mic: 'XNYS',
    underlying: 'BTC',
    strike: '100000.50',
    expiresAt: '2026-12-25T08:00:00Z',
    right: 'call',
    marketSymbol: 'BTC-25DEC26-100000-C',
  };
  const made = await createInstrument(person, given);
  expect(made).toEqual({
    ...given,
    id: expect.any(String),
    multiplier: '0.01',
    strike: '100000.5',
    expiresAt: '2026-12-25T08:00:00.000Z',
    version: 1,
    createdAt: expect.any(String),
  });
  const plain = await createInstrument(person, acme);
  expect(plain).toMatchObject({ multiplier: '1', payout: 'linear', isin: null, mic: null, strike: null });
});

describe('a change of an instrument', () => {
  test('is refused for one of another person, and for one that is gone', async ({ server, person }) => {
    const { id: instrumentId } = await createInstrument(await registerPerson(server));
    for (const act of [update, remove])
      expect((await act(person, { instrumentId, version: 1 })).error?.code).toBe('NOT_FOUND');
    const { id: own } = await createInstrument(person);
    await remove(person, { instrumentId: own, version: 1 });
    expect((await update(person, { instrumentId: own, version: 1 })).error?.code).toBe('NOT_FOUND');
  });

  test('is refused for an old version', async ({ person }) => {
    const { id: instrumentId } = await createInstrument(person);
    await update(person, { instrumentId, version: 1, name: 'Newer' });
    for (const act of [update, remove])
      expect((await act(person, { instrumentId, version: 1 })).error?.code).toBe('CONFLICT_VERSION');
  });

  test('goes once, however many are made of one version at once', async ({ person }) => {
    const { id: instrumentId } = await createInstrument(person);
    const calls = Array.from({ length: 8 }, (_, n) =>
      update(person, { instrumentId, version: 1, name: `Name ${n}` }),
    );
    const codes = (await Promise.all(calls)).map(({ error }) => error?.code ?? 'OK');
    expect(codes.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'CONFLICT_VERSION'), 'OK']);
  });

  test('to one symbol is given to one of those who ask at once', async ({ person }) => {
    const made = [];
    for (let n = 0; n < 6; n += 1) made.push(await createInstrument(person));
    const calls = made.map(({ id }) => update(person, { instrumentId: id, version: 1, symbol: 'THE-ONE' }));
    const codes = (await Promise.all(calls)).map(({ error }) => error?.code ?? 'OK');
    expect(codes.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'NAME_TAKEN'), 'OK']);
  });

  test('keeps what it does not name, and takes away what is null', async ({ server, person }) => {
    const made = await createInstrument(person, { mic: 'XNYS', isin: 'US0378331005' });
    const before = await revisionOf(server, person);
    const { data } = await update(person, { instrumentId: made.id, version: 1, symbol: 'New', mic: null });
    expect(data).toEqual({ ...made, symbol: 'New', mic: null, version: 2 });
    expect(await revisionOf(server, person)).toBeGreaterThan(before);
  });

  test('to an inverse payout is refused, unless it is a future', async ({ person }) => {
    const { id: instrumentId } = await createInstrument(person);
    const inverse = { instrumentId, version: 1, payout: 'inverse' };
    expect((await update(person, inverse)).error?.fields).toEqual({ payout: 'INVALID' });
    expect((await update(person, { ...inverse, kind: 'future' })).data.payout).toBe('inverse');
    const back = { instrumentId, version: 2, kind: 'equity' };
    expect((await update(person, back)).error?.fields).toEqual({ payout: 'INVALID' });
  });

  test('to the symbol of a sample is refused, and samples keep theirs', async ({ server, person }) => {
    const { id: own } = await createInstrument(person);
    const renamed = await update(person, { instrumentId: own, version: 1, symbol: 'DEMO-1' });
    expect(renamed.error?.fields).toEqual({ symbol: 'INVALID' });
    const sample = await insertInstrument(server.db, person.id, { symbol: 'DEMO-ACME' });
    const freed = await update(person, { instrumentId: sample, version: 1, symbol: 'ACME' });
    expect(freed.error?.fields).toEqual({ symbol: 'INVALID' });
    expect((await update(person, { instrumentId: sample, version: 1, name: 'New' })).status).toBe(200);
  });
});

describe('an instrument that a transaction names', () => {
  test.for<object>([{ kind: 'etf' }, { currency: 'EUR' }, { multiplier: '100' }])(
    'keeps its terms: %j is refused',
    async (change, { server, person }) => {
      const { id: instrumentId } = await createInstrument(person);
      await nameIt(server, person, instrumentId);
      expect((await update(person, { instrumentId, version: 1, ...change })).error?.code).toBe('IN_USE');
    },
  );

  test('keeps its payout and cannot be removed, but may have another name', async ({ server, person }) => {
    const { id: instrumentId } = await createInstrument(person, future);
    await nameIt(server, person, instrumentId);
    const inverse = { instrumentId, version: 1, payout: 'inverse' };
    expect((await update(person, inverse)).error?.code).toBe('IN_USE');
    expect((await remove(person, { instrumentId, version: 1 })).error?.code).toBe('IN_USE');
    const same = { instrumentId, version: 1, name: 'New', kind: 'future', multiplier: '1.0' };
    expect((await update(person, same)).data).toMatchObject({ name: 'New', version: 2 });
  });
});

test('an instrument with a price that an inverse one cannot have stays linear, and a future', async ({
  person,
}) => {
  const { id: instrumentId } = await createInstrument(person, future);
  const put = (price: string) =>
    person.browser.mutate('prices.put', { instrumentId, rows: [{ date: '2026-11-03', price }] });
  await put('0');
  const inverse = { instrumentId, version: 1, payout: 'inverse' };
  expect((await update(person, inverse)).error?.code).toBe('IN_USE');
  await put('-0.5');
  const share = { instrumentId, version: 1, kind: 'equity' };
  expect((await update(person, share)).error?.code).toBe('IN_USE');
  await put('0.5');
  expect((await update(person, inverse)).status).toBe(200);
});

test('a removed instrument takes its prices along, and nothing of others', async ({ server, person }) => {
  const gone = await createInstrument(person);
  const kept = await createInstrument(person);
  for (const { id: instrumentId } of [gone, kept])
    await person.browser.mutate('prices.put', { instrumentId, rows: [{ date: '2026-11-03', price: '1' }] });
  expect((await remove(person, { instrumentId: gone.id, version: 1 })).data).toEqual({ ok: true });
  const prices = await sql<{ instrument_id: string }>`select instrument_id from prices
    where user_id = ${person.id}`.execute(server.db);
  expect(prices.rows).toEqual([{ instrument_id: kept.id }]);
});
