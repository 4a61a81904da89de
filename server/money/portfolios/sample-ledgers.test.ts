import { describe, expect, test } from 'vitest';
import { samplesUpTo, type Sample } from './samples.rules.ts';
import { readDay, weekday, writeDay } from '#shared/money/days.ts';
import { createInstrumentInput, samplePrefix } from '#shared/money/instruments.ts';
import { createPortfolioInput } from '#shared/money/portfolios.ts';
import { transactionInput, transactionTypes } from '#shared/money/transactions.ts';
import { locales } from '#shared/locales.ts';

const dayOf = (text: string) => readDay(text) ?? 0;
const yesterday = dayOf('2026-11-28');
const aYearLater = dayOf('2027-11-29');

const typesOf = ({ transactions }: Sample) => new Set(transactions.map(({ type }) => type));
const firstDayOf = ({ transactions }: Sample) => transactions[0]?.tradeDate ?? '';

describe.for(locales)('in %s', async (locale) => {
  const { samples, rates } = await samplesUpTo(yesterday, locale);
  const [domestic, international] = samples;

  test('what a sample holds passes for what a person may enter', () => {
    for (const { portfolio, instruments, transactions } of samples) {
      expect(createPortfolioInput.safeParse(portfolio).error).toBeUndefined();
      for (const { terms } of instruments)
        expect(createInstrumentInput.safeParse(terms).error).toBeUndefined();
      for (const each of transactions) {
        const ids = { instrumentId: crypto.randomUUID(), toInstrumentId: crypto.randomUUID() };
        const given = Object.keys(each).filter((name) => name in ids);
        const named = Object.fromEntries(given.map((name) => [name, ids[name as keyof typeof ids]]));
        expect(transactionInput.safeParse({ ...each, ...named }).error).toBeUndefined();
      }
    }
  });

  test('every type stands in the account abroad, and at home every one that needs no other currency', () => {
    const all = new Set<string>(transactionTypes);
    expect(typesOf(international)).toEqual(all);
    expect(typesOf(domestic)).toEqual(new Set([...all].filter((type) => type !== 'fx')));
  });

  test('each account has some hundred transactions in every one of the last five years', () => {
    for (const sample of samples) {
      expect(firstDayOf(sample)).toBe('2021-11-01');
      const years = Map.groupBy(sample.transactions, ({ tradeDate }) => tradeDate.slice(0, 4));
      for (const year of ['2022', '2023', '2024', '2025', '2026'])
        expect(years.get(year)?.length).toBeGreaterThan(60);
      expect(sample.transactions.length).toBeLessThan(600);
    }
  });

  test('every instrument begins with the prefix of samples', () => {
    for (const { instruments } of samples)
      for (const { terms } of instruments) expect(terms.symbol.startsWith(samplePrefix)).toBe(true);
  });

  test('prices and rates are of Monday to Friday, and the last is of the last weekday', () => {
    const rows = samples.flatMap(({ instruments }) => instruments.map(({ prices }) => prices));
    const days = [...rows, ...rates.map((pair) => pair.rows)].map((list) => list.map(({ date }) => date));
    for (const list of days) {
      expect(list).toEqual([...new Set(list)].toSorted());
      expect(list.filter((date) => [0, 6].includes(weekday(dayOf(date))))).toEqual([]);
    }
    const [friday] = days.map((list) => list.at(-1) ?? '').toSorted((a, b) => (a > b ? -1 : 1));
    expect(friday).toBe('2026-11-27');
    expect(rates.map(({ rows: list }) => list.at(-1)?.date)).toEqual(rates.map(() => '2026-11-27'));
  });

  test('what is made a year later has the same past', async () => {
    const later = await samplesUpTo(aYearLater, locale);
    for (const [index, { transactions, instruments }] of samples.entries()) {
      const other = later.samples[index]!;
      const begun = firstDayOf(other);
      const isShared = ({ tradeDate }: { tradeDate: string }) =>
        tradeDate > begun && tradeDate <= writeDay(yesterday);
      const shared = transactions.filter(isShared);
      expect(shared.length).toBeGreaterThan(250);
      expect(other.transactions.filter(isShared)).toEqual(shared);
      for (const { terms, prices } of instruments) {
        const again = other.instruments.find((each) => each.terms.symbol === terms.symbol);
        const known = prices.filter(({ date }) => date >= begun);
        expect(again?.prices.filter(({ date }) => date <= writeDay(yesterday)) ?? []).toEqual(known);
      }
    }
    for (const [index, { rows }] of rates.entries()) {
      const again = new Map(later.rates[index]!.rows.map(({ date, rate }) => [date, rate]));
      const known = rows.filter(({ date }) => again.has(date));
      expect(known.length).toBeGreaterThan(1000);
      for (const { date, rate } of known) expect(again.get(date)).toBe(rate);
    }
  });
});

test('samples can be made up to any day', async () => {
  const ends = ['2024-02-29', '2026-12-31', '2028-01-01', '2031-09-17', '2040-03-31'];
  const made = await Promise.all(ends.map((date) => samplesUpTo(dayOf(date), 'ru')));
  const counts = made.map(({ samples }) => samples.map((each) => typesOf(each).size));
  expect(counts).toEqual(ends.map(() => [17, 18]));
});

test('the four samples that were asked for last are worked out once', async () => {
  const early = dayOf('2018-03-05');
  const of = (days: number) => samplesUpTo(early + days, 'en');
  const [first, again] = await Promise.all([of(0), of(0)]);
  expect(again).toBe(first);
  const second = await of(1);
  for (const days of [2, 3, 0, 4]) await of(days);
  expect(await of(0)).toBe(first);
  expect(await of(1)).not.toBe(second);
});

test('others have their turn while samples are worked out', async () => {
  let turns = 0;
  const look = () => {
    turns += 1;
    if (turns < 1000) setImmediate(look);
  };
  setImmediate(look);
  await samplesUpTo(dayOf('2026-11-20'), 'en');
  expect(turns).toBeGreaterThan(20);
  turns = 1000;
});
