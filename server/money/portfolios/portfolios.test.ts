import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { fillMoney, insertTransaction, negated, depositLegs } from '#server/testing/ledger-rows.ts';
import { createInstrument, createPortfolio, insertInstrument } from '#server/testing/money.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const broker = { name: 'Broker', accountType: 'DOMESTIC', baseCurrency: 'RUB' };
const abroad = { name: 'Abroad', accountType: 'INTERNATIONAL', baseCurrency: 'USD', country: 'KZ' };

const create = ({ browser }: Person, input: object) => browser.mutate('portfolios.create', input);
const update = ({ browser }: Person, input: object) => browser.mutate('portfolios.update', input);
const remove = ({ browser }: Person, input: object) => browser.mutate('portfolios.remove', input);
const list = async ({ browser }: Person, input: object = {}) =>
  (await browser.query('portfolios.list', input)).data;

async function signedInLongAgo(server: TestServer, { id }: Person): Promise<void> {
  await sql`update sessions set created_at = created_at - interval '11 minutes' where user_id = ${id}`.execute(
    server.db,
  );
}

async function makeSample(server: TestServer, { id }: { id: string }): Promise<void> {
  await sql`update portfolios set is_sample = true where id = ${id}`.execute(server.db);
}

async function rowsOf(server: TestServer, table: string, { id }: Person): Promise<number> {
  const { rows } = await sql`select from ${sql.table(table)} where user_id = ${id}`.execute(server.db);
  return rows.length;
}

describe('a new portfolio is refused', () => {
  test.for<[string, object, object]>([
    ['an unknown kind', { accountType: 'OFFSHORE' }, { accountType: 'INVALID' }],
    ['an account abroad without a country', { country: undefined }, { country: 'REQUIRED' }],
    ['an account abroad in no country', { country: null }, { country: 'REQUIRED' }],
    ['an unknown country', { country: 'XX' }, { country: 'INVALID' }],
    ['a country in small letters', { country: 'kz' }, { country: 'INVALID' }],
    ['an unknown currency', { baseCurrency: 'EURO' }, { baseCurrency: 'INVALID' }],
    ['an unknown method of cost', { costMethod: 'BEST' }, { costMethod: 'INVALID' }],
    ['an empty name', { name: '  ' }, { name: 'REQUIRED' }],
    ['a name of 101 letters', { name: 'A'.repeat(101) }, { name: 'TOO_LONG' }],
    ['a name that turns its letters', { name: '\u202eAbroad' }, { name: 'INVALID' }],
    ['a field of samples', { isSample: true }, { isSample: 'UNKNOWN_FIELD' }],
  ])('for %s', async ([_what, given, fields], { person }) => {
    const { error } = await create(person, { ...abroad, ...given });
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', fields });
    expect(await list(person)).toEqual([]);
  });

  test('for a name that a live one of the person has in other letters', async ({ server, person }) => {
    const { data } = await create(person, { ...broker, name: 'Брокер' });
    await create(await registerPerson(server), { ...broker, name: 'Брокер' });
    const second = await create(person, { ...broker, name: 'БРОКЕР' });
    expect(second.error).toMatchObject({ code: 'NAME_TAKEN', fields: { name: 'NAME_TAKEN' } });
    await update(person, { portfolioId: data.id, version: 1, isArchived: true });
    expect((await create(person, { ...broker, name: 'БРОКЕР' })).status).toBe(200);
    const back = await update(person, { portfolioId: data.id, version: 2, isArchived: false });
    expect(back.error).toMatchObject({ code: 'NAME_TAKEN', fields: { name: 'NAME_TAKEN' } });
  });

  test('beyond fifty, whichever of fifty-five come at once', async ({ person }) => {
    const calls = Array.from({ length: 55 }, (_, n) => create(person, { ...broker, name: `Account ${n}` }));
    const answers = await Promise.all(calls);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50);
    const refused = answers.flatMap(({ error }) => (error ? [error] : []));
    for (const error of refused)
      expect(error).toMatchObject({ code: 'QUOTA_REACHED', params: { maximum: 50 } });
    const [{ id: portfolioId }] = await list(person);
    await update(person, { portfolioId, version: 1, isArchived: true });
    expect((await create(person, broker)).error?.code).toBe('QUOTA_REACHED');
  });
});

test('a portfolio is answered with every field; its cost method is FIFO where none is given', async ({
  person,
}) => {
  const { data: home } = await create(person, broker);
  expect(home).toEqual({
    ...broker,
    id: expect.any(String),
    country: null,
    costMethod: 'FIFO',
    isSample: false,
    isArchived: false,
    version: 1,
    createdAt: expect.any(String),
  });
  const { data: other } = await create(person, { ...abroad, costMethod: 'AVG' });
  expect(other).toMatchObject({ ...abroad, costMethod: 'AVG' });
  expect(await list(person)).toEqual([home, other]);
});

describe('a change of a portfolio', () => {
  test.for(['accountType', 'baseCurrency'])('never reaches its %s', async (field, { person }) => {
    const { id: portfolioId } = await createPortfolio(person);
    const { error } = await update(person, { portfolioId, version: 1, [field]: 'EUR' });
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { [field]: 'UNKNOWN_FIELD' } });
  });

  test('is refused for one of another person, and for one that is gone', async ({ server, person }) => {
    const { id: theirs } = await createPortfolio(await registerPerson(server));
    const { id: gone } = await createPortfolio(person);
    await remove(person, { portfolioId: gone, version: 1 });
    for (const portfolioId of [theirs, gone])
      for (const act of [update, remove])
        expect((await act(person, { portfolioId, version: 1 })).error?.code).toBe('NOT_FOUND');
  });

  test('is refused for an old version', async ({ person }) => {
    const { id: portfolioId } = await createPortfolio(person);
    await update(person, { portfolioId, version: 1, name: 'Newer' });
    for (const act of [update, remove])
      expect((await act(person, { portfolioId, version: 1 })).error?.code).toBe('CONFLICT_VERSION');
  });

  test('goes once, however many are made of one version at once', async ({ person }) => {
    const { id: portfolioId } = await createPortfolio(person);
    const calls = Array.from({ length: 8 }, (_, n) =>
      update(person, { portfolioId, version: 1, name: `Name ${n}` }),
    );
    const codes = (await Promise.all(calls)).map(({ error }) => error?.code ?? 'OK');
    expect(codes.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'CONFLICT_VERSION'), 'OK']);
  });

  test('takes the country from an account at home alone', async ({ person }) => {
    const { id: home } = await createPortfolio(person, { country: 'RU' });
    const { id: away } = await createPortfolio(person, abroad);
    const without = { version: 1, country: null };
    expect((await update(person, { portfolioId: home, ...without })).data.country).toBeNull();
    const refused = await update(person, { portfolioId: away, ...without });
    expect(refused.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { country: 'REQUIRED' } });
  });

  test('keeps what it does not name, and shows an archived one where it is asked for', async ({ person }) => {
    const made = await createPortfolio(person, abroad);
    const { data } = await update(person, {
      portfolioId: made.id,
      version: 1,
      costMethod: 'LIFO',
      isArchived: true,
    });
    expect(data).toEqual({ ...made, costMethod: 'LIFO', isArchived: true, version: 2 });
    expect(await list(person)).toEqual([]);
    expect(await list(person, { includeArchived: true })).toEqual([data]);
  });
});

describe('removing a portfolio', () => {
  test('needs a fresh proof, whosever it is', async ({ server, person }) => {
    const { id: own } = await createPortfolio(person);
    const { id: theirs } = await createPortfolio(await registerPerson(server));
    await signedInLongAgo(server, person);
    for (const portfolioId of [own, theirs])
      expect((await remove(person, { portfolioId, version: 1 })).error?.code).toBe('REAUTH_REQUIRED');
    await person.browser.mutate('auth.reauthenticate', { password: person.password });
    expect((await remove(person, { portfolioId: own, version: 1 })).data).toEqual({ ok: true });
  });

  test('takes all that was recorded in it, and nothing else', async ({ server, person }) => {
    const { id: userId } = person;
    const [gone, kept] = [await createPortfolio(person), await createPortfolio(person)];
    const { id: instrumentId } = await createInstrument(person);
    for (const { id: portfolioId } of [gone, kept])
      await server.db.transaction().execute(async (inside) => {
        const place = { userId, portfolioId };
        const voidsId = await insertTransaction(inside, place);
        await insertTransaction(inside, { ...place, type: 'void', voidsId }, negated(depositLegs));
        await insertTransaction(inside, { ...place, type: 'split', instrumentId }, []);
      });
    await remove(person, { portfolioId: gone.id, version: 1 });
    expect(await rowsOf(server, 'transactions', person)).toBe(3);
    expect(await rowsOf(server, 'transaction_legs', person)).toBe(4);
    expect(await list(person)).toEqual([kept]);
  });

  test('of samples needs no proof, and the last takes what samples stand on', async ({ server, person }) => {
    const { id: userId } = person;
    await fillMoney(server.db, userId);
    await insertInstrument(server.db, userId, { symbol: 'DEMO-ACME' });
    await sql`insert into fx_rates (user_id, base, quote, date, source, rate)
      values (${userId}, 'EUR', 'USD', '2026-11-03', 'sim', 1.25)`.execute(server.db);
    const samples = [await createPortfolio(person), await createPortfolio(person)];
    for (const sample of samples) await makeSample(server, sample);
    await signedInLongAgo(server, person);
    const [first, last] = samples.map(({ id }) => ({ portfolioId: id, version: 1 }));
    expect((await remove(person, first!)).status).toBe(200);
    const counts = () =>
      Promise.all(['instruments', 'fx_rates'].map((table) => rowsOf(server, table, person)));
    expect(await counts()).toEqual([3, 2]);
    expect((await remove(person, last!)).status).toBe(200);
    expect(await counts()).toEqual([2, 1]);
  });
});

test('an erased account takes all of its money', async ({ server, person }) => {
  await fillMoney(server.db, person.id);
  await createPortfolio(person);
  await sql`delete from users where id = ${person.id}`.execute(server.db);
  const tables = [
    'ledgers',
    'portfolios',
    'instruments',
    'prices',
    'fx_rates',
    'transactions',
    'transaction_legs',
  ];
  const left = await Promise.all(tables.map((table) => rowsOf(server, table, person)));
  expect(left).toEqual(tables.map(() => 0));
});
