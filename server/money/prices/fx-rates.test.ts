import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { createInstrument } from '#server/testing/money.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const pair = { base: 'EUR', quote: 'USD' };
const reverse = { base: 'USD', quote: 'EUR' };

const put = ({ browser }: Person, input: object) => browser.mutate('fxRates.put', input);
const remove = ({ browser }: Person, input: object) => browser.mutate('fxRates.remove', input);
const list = async ({ browser }: Person, input: object) => (await browser.query('fxRates.list', input)).data;

const rowOf = (date: string, rate: string) => ({ date, rate });
const day = rowOf('2026-11-03', '1.25');

async function insertRate(server: TestServer, { id }: Person, [base, quote, source, rate]: string[]) {
  await sql`insert into fx_rates (user_id, base, quote, date, source, rate)
    values (${id}, ${base}, ${quote}, '2026-11-03', ${source}, ${rate})`.execute(server.db);
}

describe('rates are refused', () => {
  test.for<[string, object, object]>([
    ['a pair of one currency', { quote: 'EUR' }, { quote: 'INVALID' }],
    ['an unknown currency', { quote: 'XAU' }, { quote: 'INVALID' }],
    ['a rate of 0', { rows: [rowOf('2026-11-03', '0')] }, { 'rows.0.rate': 'INVALID' }],
    ['a rate below 0', { rows: [rowOf('2026-11-03', '-1')] }, { 'rows.0.rate': 'INVALID' }],
    ['a day of 2999', { rows: [rowOf('2999-01-01', '1')] }, { 'rows.0.date': 'INVALID' }],
    ['a day of 1900', { rows: [rowOf('1900-01-01', '1')] }, { 'rows.0.date': 'INVALID' }],
    ['a day twice', { rows: [day, day] }, { rows: 'INVALID' }],
    ['a decimal bomb', { rows: [rowOf('2026-11-03', '1'.repeat(500))] }, { 'rows.0.rate': 'INVALID' }],
  ])('for %s', async ([_what, given, fields], { person }) => {
    const { error } = await put(person, { ...pair, rows: [day], ...given });
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', fields });
    expect(await list(person, pair)).toEqual([]);
  });

  test('beyond a million prices and rates, whichever of ten come at once', async ({ server, person }) => {
    const { id: instrumentId } = await createInstrument(person);
    await put(person, { ...pair, rows: [rowOf('2026-10-10', '1')] });
    await sql`update ledgers set observations = 999995 where user_id = ${person.id}`.execute(server.db);
    const rows = (n: number) => [rowOf(`2026-10-1${n}`, '1')];
    const rates = Array.from({ length: 5 }, (_, n) =>
      put(person, { base: 'GBP', quote: 'USD', rows: rows(n) }),
    );
    const prices = Array.from({ length: 5 }, (_, n) => {
      const given = { instrumentId, rows: [{ date: `2026-10-1${n}`, price: '1' }] };
      return person.browser.mutate('prices.put', given);
    });
    const answers = await Promise.all([...rates, ...prices]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    for (const { error } of answers.filter(({ status }) => status !== 200))
      expect(error).toMatchObject({ code: 'QUOTA_REACHED', params: { maximum: 1_000_000 } });
    expect((await put(person, { ...pair, rows: [rowOf('2026-10-10', '2')] })).data).toEqual({ changed: 1 });
  });
});

test('a rate is read in both directions', async ({ person }) => {
  await put(person, { ...pair, rows: [day] });
  await put(person, { ...reverse, rows: [rowOf('2026-11-04', '3')] });
  expect(await list(person, pair)).toEqual([
    { date: '2026-11-04', rate: '0.333333333333333333', source: 'manual' },
    { ...day, source: 'manual' },
  ]);
  expect(await list(person, reverse)).toEqual([
    { date: '2026-11-04', rate: '3', source: 'manual' },
    { date: '2026-11-03', rate: '0.8', source: 'manual' },
  ]);
});

test.for([
  ['of the reverse pair', ['USD', 'EUR', 'manual', '0.8']],
  ['that was imported', ['EUR', 'USD', 'import', '1.25']],
] as const)('a rate takes the place of one %s', async ([_what, before], { server, person }) => {
  await insertRate(server, person, [...before]);
  await insertRate(server, person, ['EUR', 'USD', 'sim', '7']);
  expect((await put(person, { ...pair, rows: [day] })).data).toEqual({ changed: 1 });
  expect((await put(person, { ...pair, rows: [day] })).data).toEqual({ changed: 0 });
  expect(await list(person, pair)).toEqual([
    { ...day, source: 'manual' },
    { date: day.date, rate: '7', source: 'sim' },
  ]);
});

test('rates of a day are removed in either direction, but no simulated ones and none of another', async ({
  server,
  person,
}) => {
  const other = await registerPerson(server);
  for (const one of [person, other]) await put(one, { ...reverse, rows: [day] });
  await insertRate(server, person, ['EUR', 'USD', 'sim', '7']);
  expect((await remove(person, { ...pair, dates: [day.date] })).data).toEqual({ changed: 1 });
  expect((await remove(person, { ...pair, dates: [day.date] })).data).toEqual({ changed: 0 });
  expect((await list(person, pair)).map(({ source }: { source: string }) => source)).toEqual(['sim']);
  expect(await list(other, reverse)).toEqual([{ ...day, source: 'manual' }]);
});

test('of two who write the two directions of a day at once, one comes after the other', async ({
  person,
}) => {
  const calls = Array.from({ length: 10 }, (_, n) =>
    put(person, { ...(n % 2 === 0 ? pair : reverse), rows: [rowOf('2026-11-03', `${n + 1}`)] }),
  );
  const answers = await Promise.all(calls);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(await list(person, pair)).toHaveLength(1);
});
