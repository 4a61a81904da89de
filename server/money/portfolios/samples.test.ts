import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { buyOf, record } from '#server/testing/ledgers.ts';
import { createInstrument, createPortfolio } from '#server/testing/money.ts';
import { signIn, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { units } from '#shared/money/decimal.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

const createSample = ({ browser }: Pick<Person, 'browser'>) => browser.mutate('portfolios.createSample');
const remove = ({ browser }: Person, { id: portfolioId, version }: Portfolio) =>
  browser.mutate('portfolios.remove', { portfolioId, version });
const codeOf = async (answer: ReturnType<typeof createSample>) => (await answer).error;

const tables = [
  'portfolios',
  'instruments',
  'prices',
  'fx_rates',
  'transactions',
  'transaction_legs',
  'lots',
];

async function countsOf({ db }: TestServer, { id }: Pick<Person, 'id'>): Promise<number[]> {
  const counts = tables.map(async (table) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)} where user_id = ${id}`.execute(db);
    return rows[0]?.count ?? 0;
  });
  return Promise.all(counts);
}

const nothing = tables.map(() => 0);

describe('samples are refused', () => {
  test('to a stranger', async ({ server }) => {
    expect(await codeOf(createSample({ browser: server.newBrowser() }))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  test('to whom one portfolio is left, and nothing is made', async ({ server, person }) => {
    await sql`insert into portfolios (user_id, id, name, account_type, base_currency)
      select ${person.id}, gen_random_uuid(), 'Account ' || n, 'DOMESTIC', 'USD' from generate_series(1, 49) as n`.execute(
      server.db,
    );
    expect(await codeOf(createSample(person))).toMatchObject({
      code: 'QUOTA_REACHED',
      params: { maximum: 50 },
    });
    expect(await countsOf(server, person)).toEqual([49, 0, 0, 0, 0, 0, 0]);
  });

  test('to who has nearly all instruments', async ({ server, person }) => {
    await sql`insert into instruments (user_id, id, symbol, name, kind, currency)
      select ${person.id}, gen_random_uuid(), 'S' || n, 'Acme', 'equity', 'USD' from generate_series(1, 1990) as n`.execute(
      server.db,
    );
    expect(await codeOf(createSample(person))).toMatchObject({
      code: 'QUOTA_REACHED',
      params: { maximum: 2000 },
    });
    expect(await countsOf(server, person)).toEqual([0, 1990, 0, 0, 0, 0, 0]);
  });

  test('to who has nearly all prices', async ({ server, person }) => {
    await sql`insert into ledgers (user_id, observations) values (${person.id}, 999000)`.execute(server.db);
    expect(await codeOf(createSample(person))).toMatchObject({
      code: 'QUOTA_REACHED',
      params: { maximum: 1_000_000 },
    });
    expect(await countsOf(server, person)).toEqual(nothing);
  });
});

describe('the samples', () => {
  test('are two, and made once, however many ask at once', async ({ server, person }) => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => createSample(person)));
    const [{ data: made }] = answers as [(typeof answers)[number]];
    expect(made).toMatchObject([
      { name: 'Sample: brokerage account', accountType: 'DOMESTIC', baseCurrency: 'USD', country: 'US' },
      { name: 'Sample: account abroad', accountType: 'INTERNATIONAL', baseCurrency: 'USD', country: 'GB' },
    ]);
    for (const { status, data } of answers) expect({ status, data }).toEqual({ status: 200, data: made });
    expect((await person.browser.query('portfolios.list')).data).toEqual(made);
    const counts = await countsOf(server, person);
    expect((await createSample(person)).data).toEqual(made);
    expect(await countsOf(server, person)).toEqual(counts);
  });

  test('are made once by two servers that are asked at once', async ({ server, replica, person }) => {
    const elsewhere = { browser: await signIn(replica, person) };
    const answers = await Promise.all([createSample(person), createSample(elsewhere)]);
    const [portfolios] = await countsOf(server, person);
    expect(portfolios).toBe(2);
    const { data: made } = await createSample(person);
    const told = answers.filter(({ status }) => status === 200).map(({ data }) => data);
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(told.map(() => made));
  });

  test('say of everything in them that it is simulated', async ({ server, person }) => {
    await createSample(person);
    for (const table of ['transactions', 'prices', 'fx_rates']) {
      const { rows } = await sql`
        select distinct source from ${sql.table(table)} where user_id = ${person.id}`.execute(server.db);
      expect(rows).toEqual([{ source: 'sim' }]);
    }
  });

  test('are in roubles and in Russian for who reads Russian', async ({ server, person }) => {
    await sql`update users set locale = 'ru' where id = ${person.id}`.execute(server.db);
    const { data } = await createSample(person);
    expect(data).toMatchObject([
      { name: 'Пример: брокерский счёт', baseCurrency: 'RUB', country: 'RU', costMethod: 'FIFO' },
      { name: 'Пример: зарубежный счёт', baseCurrency: 'USD', country: 'KZ', costMethod: 'AVG' },
    ]);
    const { data: page } = await person.browser.query('transactions.list', { limit: 200 });
    const notes = (page.items as { note: string | null }[]).flatMap(({ note }) => note ?? []);
    expect(notes.length).toBeGreaterThan(50);
    for (const note of notes) expect(note).toMatch(/^[А-ЯЁ][А-Яа-яЁё ,.-]+$/);
  });

  test('take another name where a portfolio has theirs', async ({ person }) => {
    await createPortfolio(person, { name: 'sample: Brokerage account' });
    const { data } = await createSample(person);
    expect(data.map(({ name }: Portfolio) => name)).toEqual([
      'Sample: brokerage account 2',
      'Sample: account abroad',
    ]);
  });

  test('take nothing of real money, which takes nothing of theirs', async ({ person }) => {
    const { data } = await createSample(person);
    const own = await createPortfolio(person);
    const { id: share } = await createInstrument(person);
    const { data: found } = await person.browser.query('instruments.list', { search: 'DEMO-BRDX', limit: 1 });
    const wrong = { code: 'VALIDATION_FAILED', fields: { 'transaction.instrumentId': 'INVALID' } };
    expect((await record(person, own.id, buyOf(found.items[0].id))).error).toMatchObject(wrong);
    expect((await record(person, data[0].id, buyOf(share))).error).toMatchObject(wrong);
    const fit = buyOf(found.items[0].id, { tradeDate: '2026-11-03' });
    expect((await record(person, data[0].id, fit)).status).toBe(200);
  });
});

describe('a sample', () => {
  test('goes without a fresh proof, the second takes all that samples stand on', async ({
    server,
    person,
  }) => {
    const { data } = await createSample(person);
    await sql`update sessions set created_at = created_at - interval '11 minutes' where user_id = ${person.id}`.execute(
      server.db,
    );
    expect((await remove(person, data[0])).data).toEqual({ ok: true });
    const [portfolios, instruments] = await countsOf(server, person);
    expect([portfolios, instruments]).toEqual([1, 43]);
    expect((await remove(person, data[1])).data).toEqual({ ok: true });
    expect(await countsOf(server, person)).toEqual(nothing);
    expect((await createSample(person)).data).toHaveLength(2);
  });

  test('that is missing is made again beside the other', async ({ server, person }) => {
    const { data: before } = await createSample(person);
    const counts = await countsOf(server, person);
    await remove(person, before[0]);
    const { data: after } = await createSample(person);
    expect(after).toMatchObject([before[1], { accountType: 'DOMESTIC', isSample: true }]);
    expect(await countsOf(server, person)).toEqual(counts);
  });

  test('that is missing is made again with the terms of its instruments', async ({ person }) => {
    const { data } = await createSample(person);
    await remove(person, data[0]);
    const { data: found } = await person.browser.query('instruments.list', { search: 'DEMO-BRDX', limit: 1 });
    const { id: instrumentId, version, currency } = found.items[0];
    const changed = await person.browser.mutate('instruments.update', {
      instrumentId,
      version,
      currency: 'EUR',
    });
    expect(changed.data.currency).toBe('EUR');
    expect((await createSample(person)).status).toBe(200);
    const { data: again } = await person.browser.query('instruments.list', { search: 'DEMO-BRDX', limit: 1 });
    expect(again.items[0]).toMatchObject({ id: instrumentId, currency });
  });
});

describe('the figures of samples', () => {
  test('add up to the last digit, from simulated prices alone', async ({ person }) => {
    const { data } = await createSample(person);
    for (const { id: portfolioId } of data as Portfolio[]) {
      const range = { from: '2021-01-01', to: '2999-12-31' };
      const { data: figures } = await person.browser.query('performance.get', { portfolioId, ...range });
      expect(figures.provenance).toMatchObject({ sources: ['sim'], isStale: false, unpriced: 0 });
      const { gain, opening, closing, contributions, withdrawals } = figures;
      const { total, ...parts } = gain as Record<string, string>;
      const sum = Object.values(parts).reduce((all, part) => all + units(part), 0n);
      expect(sum).toBe(units(total!));
      expect(units(closing) - units(opening) - units(contributions) + units(withdrawals)).toBe(sum);
      expect(figures.reasons).toEqual({});
      expect(figures.twrAnnual).toBeGreaterThan(0);
    }
  });

  test('show no debt and nothing without a price, and a coin that is held', async ({ person }) => {
    const { data } = await createSample(person);
    const [home, abroad] = data as [Portfolio, Portfolio];
    const positionsOf = async ({ id: portfolioId }: Portfolio) =>
      (await person.browser.query('positions.list', { portfolioId })).data;
    for (const portfolio of [home, abroad]) {
      const { cash, settlement, items, provenance } = await positionsOf(portfolio);
      expect(cash.filter(({ amount }: { amount: string }) => units(amount) < 0n)).toEqual([]);
      expect(settlement).toEqual([]);
      expect(items.length).toBeGreaterThan(3);
      expect(provenance).toMatchObject({ sources: ['sim'], unpriced: 0 });
    }
    const currencies = (await positionsOf(abroad)).cash.map(({ currency }: { currency: string }) => currency);
    expect(currencies.toSorted()).toEqual(['BTC', 'EUR', 'GBP', 'USD']);
  });

  test('count only while nothing else is there', async ({ person }) => {
    await createSample(person);
    const asked = { currency: 'USD', from: '2026-01-01', to: '2026-11-01' };
    const worth = async () => {
      const { data } = await person.browser.query('netWorth.get', asked);
      return units(data.points.at(-1).value);
    };
    expect(await worth()).toBeGreaterThan(0n);
    await createPortfolio(person);
    expect(await worth()).toBe(0n);
  });
});
