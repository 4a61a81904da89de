import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { createInstrument } from '#server/testing/money.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const put = ({ browser }: Person, input: object) => browser.mutate('prices.put', input);
const remove = ({ browser }: Person, input: object) => browser.mutate('prices.remove', input);
const list = ({ browser }: Person, input: object) => browser.query('prices.list', input);

const rowOf = (date: string, price = '1') => ({ date, price });
const day = rowOf('2026-11-03');

async function priceRevisionOf(server: TestServer, { id }: Person): Promise<number> {
  const { rows } = await sql<{ revision: number }>`select price_revision as revision from ledgers
    where user_id = ${id}`.execute(server.db);
  return rows[0]?.revision ?? 0;
}

async function insertPrice(server: TestServer, key: [string, string], [date, price, source]: string[]) {
  await sql`insert into prices (user_id, instrument_id, date, source, price)
    values (${key[0]}, ${key[1]}, ${date}, ${source}, ${price})`.execute(server.db);
}

/** Days of a year that is over, one after another. */
const daysOf2024 = (count: number) =>
  Array.from({ length: count }, (_, n) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10));

describe('prices are refused', () => {
  test.for<[string, object[], object]>([
    ['a day that is none', [rowOf('2026-02-30')], { 'rows.0.date': 'INVALID' }],
    ['a day before 1970', [rowOf('1969-12-31')], { 'rows.0.date': 'INVALID' }],
    ['a day of 1900', [day, rowOf('1900-01-01')], { 'rows.1.date': 'INVALID' }],
    ['a day of 2999', [day, rowOf('2999-01-01')], { 'rows.1.date': 'INVALID' }],
    ['a day twice', [day, rowOf('2026-11-03', '2')], { rows: 'INVALID' }],
    ['a price below 0', [day, rowOf('2026-11-04', '-0.01')], { 'rows.1.price': 'INVALID' }],
    ['a decimal bomb', [rowOf('2026-11-03', '9'.repeat(500))], { 'rows.0.price': 'INVALID' }],
    ['10^18', [rowOf('2026-11-03', `1${'0'.repeat(18)}`)], { 'rows.0.price': 'INVALID' }],
    ['19 places', [rowOf('2026-11-03', `0.${'0'.repeat(18)}1`)], { 'rows.0.price': 'INVALID' }],
    ['501 days', daysOf2024(501).map((date) => rowOf(date)), { rows: 'INVALID' }],
    ['an unknown field', [{ ...day, source: 'import' }], { 'rows.0.source': 'UNKNOWN_FIELD' }],
  ])('for %s, and none of the call is written', async ([_what, rows, fields], { person }) => {
    const { id: instrumentId } = await createInstrument(person);
    const { error } = await put(person, { instrumentId, rows });
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', fields });
    expect((await list(person, { instrumentId })).data).toEqual([]);
  });

  test('for the instrument of another person and for none', async ({ server, person }) => {
    const { id: theirs } = await createInstrument(await registerPerson(server));
    for (const instrumentId of [theirs, randomUUID()])
      for (const answer of [
        await put(person, { instrumentId, rows: [day] }),
        await remove(person, { instrumentId, dates: [day.date] }),
        await list(person, { instrumentId }),
      ])
        expect(answer.error?.code).toBe('NOT_FOUND');
  });

  test('of 0 and below for an inverse future, and of nothing for another one', async ({ person }) => {
    const future = { kind: 'future', currency: 'BTC' };
    const { id: inverse } = await createInstrument(person, { ...future, payout: 'inverse' });
    const { id: linear } = await createInstrument(person, future);
    for (const price of ['0', '-1']) {
      const rows = [rowOf('2026-11-03', price)];
      const { error } = await put(person, { instrumentId: inverse, rows });
      expect(error?.fields).toEqual({ 'rows.0.price': 'INVALID' });
      expect((await put(person, { instrumentId: linear, rows })).data).toEqual({ changed: 1 });
    }
  });

  test('of tomorrow, in the zone of the profile', async ({ person }) => {
    const { id: instrumentId } = await createInstrument(person);
    // Somewhere it is a day that has not begun elsewhere, whatever the hour.
    const dayIn = (zone: string) => new Intl.DateTimeFormat('sv', { timeZone: zone }).format(new Date());
    const [east, west] = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
    const live = async (timeZone: string) => {
      const { version } = (await person.browser.query('users.me')).data;
      await person.browser.mutate('users.updateProfile', { timeZone, version });
    };
    await live(west);
    const rows = [rowOf(dayIn(east))];
    const { error } = await put(person, { instrumentId, rows });
    expect(error?.fields).toEqual({ 'rows.0.date': 'INVALID' });
    await live(east);
    expect((await put(person, { instrumentId, rows })).data).toEqual({ changed: 1 });
  });
});

test('prices are written once, and figures are old only where something has changed', async ({
  server,
  person,
}) => {
  const { id: instrumentId } = await createInstrument(person);
  const rows = daysOf2024(500).map((date) => rowOf(date, '0.000000000000000001'));
  expect((await put(person, { instrumentId, rows })).data).toEqual({ changed: 500 });
  const revision = await priceRevisionOf(server, person);
  expect(revision).toBe(1);
  expect((await put(person, { instrumentId, rows })).data).toEqual({ changed: 0 });
  expect((await put(person, { instrumentId, rows: [] })).data).toEqual({ changed: 0 });
  expect(await priceRevisionOf(server, person)).toBe(revision);
  const one = rowOf(rows[0]!.date, '999999999999999999.999999999999999999');
  expect((await put(person, { instrumentId, rows: [one] })).data).toEqual({ changed: 1 });
  expect(await priceRevisionOf(server, person)).toBe(revision + 1);
  const { data } = await list(person, { instrumentId });
  expect(data).toHaveLength(500);
  expect(data.at(-1)).toEqual({ ...one, source: 'manual' });
  expect(data[0]).toEqual({ ...rows.at(-1), source: 'manual' });
});

test('what was entered or imported is removed, and nothing of another source', async ({ server, person }) => {
  const { id: instrumentId } = await createInstrument(person);
  const key: [string, string] = [person.id, instrumentId];
  for (const source of ['import', 'deribit', 'sim'])
    await insertPrice(server, key, ['2026-11-03', '2', source]);
  await put(person, { instrumentId, rows: [day] });
  const sources = async () =>
    (await list(person, { instrumentId })).data.map(({ source }: { source: string }) => source);
  expect(await sources()).toEqual(['manual', 'import', 'deribit', 'sim']);
  const dates = ['2026-11-03', '2026-11-04'];
  expect((await remove(person, { instrumentId, dates })).data).toEqual({ changed: 2 });
  expect(await sources()).toEqual(['deribit', 'sim']);
  const revision = await priceRevisionOf(server, person);
  expect((await remove(person, { instrumentId, dates })).data).toEqual({ changed: 0 });
  expect(await priceRevisionOf(server, person)).toBe(revision);
});

describe('the list of prices', () => {
  test('keeps to its range, both days included, and refuses one that ends before it begins', async ({
    person,
  }) => {
    const { id: instrumentId } = await createInstrument(person);
    const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'];
    await put(person, { instrumentId, rows: days.map((date) => rowOf(date)) });
    const datesOf = async (range: object) =>
      (await list(person, { instrumentId, ...range })).data.map(({ date }: { date: string }) => date);
    expect(await datesOf({ from: '2026-11-02', to: '2026-11-03' })).toEqual(['2026-11-03', '2026-11-02']);
    expect(await datesOf({ to: '2999-12-31' })).toEqual(days.toReversed());
    const backwards = { instrumentId, from: '2026-11-03', to: '2026-11-02' };
    expect((await list(person, backwards)).error?.code).toBe('VALIDATION_FAILED');
  });

  test('holds the newest four thousand', async ({ server, person }) => {
    const { id: instrumentId } = await createInstrument(person);
    await sql`insert into prices (user_id, instrument_id, date, source, price)
      select ${person.id}, ${instrumentId}, date '2026-01-01' - n, 'import', 1
      from generate_series(1, 4001) n`.execute(server.db);
    const { data } = await list(person, { instrumentId });
    expect([data.length, data[0].date]).toEqual([4000, '2025-12-31']);
  });
});
