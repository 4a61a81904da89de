import { expect, test } from 'vitest';
import {
  dayBeforeBegin,
  hasEveryDay,
  lastMovedDay,
  sinceBegin,
} from '#client/desk/dashboard/net-worth.rules.ts';
import { priced, units } from '#shared/money/decimal.ts';

const point = (date: string, value: string, contributed = value) => ({
  date,
  value: priced(units(value)),
  contributed: priced(units(contributed)),
});
const empty = ['2026-11-01', '2026-11-02'].map((date) => point(date, '0'));
const weekend = ['2026-11-07', '2026-11-08'].map((date) => point(date, '12', '10'));

test('where nothing was recorded there is no line, no begin and no day that moved', () => {
  expect(sinceBegin(empty)).toEqual([]);
  expect(dayBeforeBegin(empty)).toBe(null);
  expect(lastMovedDay([])).toBe(null);
  expect(lastMovedDay(empty)).toBe('2026-11-02');
});

test('the line begins with the first day that had something, also where it is worth nothing later', () => {
  const points = [...empty, point('2026-11-03', '10'), point('2026-11-04', '0', '10')];
  expect(sinceBegin(points).map(({ date }) => date)).toEqual(['2026-11-03', '2026-11-04']);
  expect(dayBeforeBegin(points)).toBe('2026-11-02');
  expect(dayBeforeBegin(points.slice(2))).toBe('2026-11-03');
});

test('the ends of months are not taken for days, also where the last of them are neighbours', () => {
  const ends = ['2026-09-30', '2026-10-31', '2026-11-30', '2026-12-01'].map((date) => point(date, '1'));
  expect([hasEveryDay(ends), hasEveryDay(weekend), hasEveryDay([])]).toEqual([false, true, true]);
});

test('a deposit moves nothing', () => {
  const points = [
    point('2026-11-05', '10', '9'),
    point('2026-11-06', '12', '10'),
    point('2026-11-07', '112', '110'),
  ];
  expect(lastMovedDay(points)).toBe('2026-11-06');
});

test('on a weekend the day that moved last is Friday', () => {
  const points = [point('2026-11-05', '10'), point('2026-11-06', '12', '10'), ...weekend];
  expect(lastMovedDay(points)).toBe('2026-11-06');
});
