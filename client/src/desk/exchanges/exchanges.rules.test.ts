import { expect, test } from 'vitest';
import { exchanges, type Exchange } from '#client/desk/exchanges/calendars.ts';
import { tradingAt } from '#client/desk/exchanges/exchanges.rules.ts';

function named(id: Exchange['id']): Exchange {
  const found = exchanges.find((exchange) => exchange.id === id);
  if (!found) throw new Error(`no exchange ${id}`);
  return found;
}

/** `open until 2026-11-30T21:00:00.000Z`, as short as a table needs. */
function told(id: Exchange['id'], now: string): string {
  const trading = tradingAt(named(id), Date.parse(now));
  if (trading.state === 'unknown') return 'unknown';
  const bell = trading.bell === null ? '–' : new Date(trading.bell).toISOString().slice(0, 16);
  return [trading.state, bell, ...(trading.day === 'usual' ? [] : [trading.day])].join(' ');
}

test.each([
  ['a minute before the opening bell', '2026-11-30T14:29:00Z', 'closed 2026-11-30T14:30'],
  ['at the opening bell', '2026-11-30T14:30:00Z', 'open 2026-11-30T21:00'],
  ['a second before the closing bell', '2026-11-30T20:59:59Z', 'open 2026-11-30T21:00'],
  ['at the closing bell', '2026-11-30T21:00:00Z', 'closed 2026-12-01T14:30'],
  ['after Friday’s bell', '2026-12-04T21:00:00Z', 'closed 2026-12-07T14:30'],
  ['on a Sunday', '2026-11-29T12:00:00Z', 'closed 2026-11-30T14:30'],
  ['on Thanksgiving', '2026-11-26T16:00:00Z', 'closed 2026-11-27T14:30 holiday'],
  ['on the half day after it', '2026-11-27T17:59:00Z', 'open 2026-11-27T18:00 short'],
  ['after that half day', '2026-11-27T18:00:00Z', 'closed 2026-11-30T14:30 short'],
  ['on Juneteenth observed on a Friday', '2027-06-18T15:00:00Z', 'closed 2027-06-21T13:30 holiday'],
  ['on Independence Day observed on a Monday', '2027-07-05T15:00:00Z', 'closed 2027-07-06T13:30 holiday'],
  ['before the clocks go forward', '2026-03-06T22:00:00Z', 'closed 2026-03-09T13:30'],
  ['after the clocks went forward', '2026-03-09T13:30:00Z', 'open 2026-03-09T20:00'],
  ['before the clocks go back', '2026-10-30T21:00:00Z', 'closed 2026-11-02T14:30'],
  ['on the last day of the table', '2027-12-31T15:00:00Z', 'open 2027-12-31T21:00'],
  ['after the last bell of the table', '2027-12-31T22:00:00Z', 'closed –'],
  ['after the table', '2028-01-03T15:00:00Z', 'unknown'],
  ['before the table', '2025-12-31T15:00:00Z', 'unknown'],
])('New York %s, %s, is %s', (_case, now, expected) => {
  expect(told('nyse', now)).toBe(expected);
});

test.each([
  ['in winter', '2026-01-05T08:00:00Z', 'open 2026-01-05T16:30'],
  ['in summer', '2026-07-01T07:00:00Z', 'open 2026-07-01T15:30'],
  ['between its change of clocks and New York’s', '2026-03-27T16:31:00Z', 'closed 2026-03-30T07:00'],
  ['on Christmas Eve', '2026-12-24T12:29:00Z', 'open 2026-12-24T12:30 short'],
  ['over Christmas with a day in lieu', '2026-12-24T12:30:00Z', 'closed 2026-12-29T08:00 short'],
  ['over a Christmas on a weekend', '2027-12-24T13:00:00Z', 'closed 2027-12-29T08:00 short'],
  ['on Easter Monday', '2027-03-29T10:00:00Z', 'closed 2027-03-30T07:00 holiday'],
])('London %s, %s, is %s', (_case, now, expected) => {
  expect(told('lse', now)).toBe(expected);
});

test.each([
  ['in its morning session', '2026-11-30T03:50:00Z', 'open 2026-11-30T15:50'],
  ['between day and evening', '2026-11-30T15:55:00Z', 'closed 2026-11-30T16:00'],
  ['in the evening', '2026-11-30T16:00:00Z', 'open 2026-11-30T20:50'],
  ['on a Sunday with a session', '2026-11-29T07:00:00Z', 'open 2026-11-29T16:00'],
  ['on a weekend without one', '2026-12-05T09:00:00Z', 'closed 2026-12-07T03:50'],
  ['on a holiday with a session', '2026-11-04T09:00:00Z', 'open 2026-11-04T16:00 short'],
  ['on a working day between holidays', '2026-01-08T09:00:00Z', 'open 2026-01-08T15:50'],
  ['on Orthodox Christmas', '2026-01-07T09:00:00Z', 'closed 2026-01-08T03:50 holiday'],
  ['on the last day of the year, without next year’s calendar', '2026-12-31T09:00:00Z', 'closed – holiday'],
  ['in 2027', '2027-02-01T09:00:00Z', 'unknown'],
])('Moscow %s, %s, is %s', (_case, now, expected) => {
  expect(told('moex', now)).toBe(expected);
});

test.each([
  ['over a midnight', '2026-12-01T05:59:00Z', 'open 2026-12-01T22:00'],
  ['in its daily pause', '2026-12-01T22:30:00Z', 'closed 2026-12-01T23:00'],
  ['from Sunday evening', '2026-11-29T23:00:00Z', 'open 2026-11-30T22:00'],
  ['after Friday’s bell', '2026-12-04T22:00:00Z', 'closed 2026-12-06T23:00'],
  ['on the night the clocks go forward', '2026-03-08T12:00:00Z', 'closed 2026-03-08T22:00'],
  ['on Martin Luther King Day', '2026-01-19T17:59:00Z', 'open 2026-01-19T18:00 short'],
  ['on a holiday whose hours were not looked up', '2026-12-25T15:00:00Z', 'unknown'],
  ['in a session that runs into such a holiday', '2026-12-23T23:30:00Z', 'open –'],
  ['in the pause before such a holiday', '2026-12-23T22:30:00Z', 'closed 2026-12-23T23:00'],
])('Chicago %s, %s, is %s', (_case, now, expected) => {
  expect(told('cme', now)).toBe(expected);
});

test('crypto never closes', () => {
  expect(['2026-01-01T00:00:00Z', '2031-07-06T12:34:00Z'].map((now) => told('crypto', now))).toEqual([
    'open –',
    'open –',
  ]);
});

test('no day that differs from its week is written twice, or outside its table', () => {
  for (const { otherDays, covers } of exchanges) {
    const [first, last] = covers ?? ['', ''];
    expect(Object.keys(otherDays).filter((day) => day < first || day > last)).toEqual([]);
    expect(Object.keys(otherDays).filter((day) => Number.isNaN(Date.parse(day)))).toEqual([]);
  }
});

test('no holiday of London and New York falls on a weekend, when nobody trades anyway', () => {
  const onWeekends = [named('lse'), named('nyse')].flatMap(({ otherDays }) =>
    Object.keys(otherDays).filter((day) => [0, 6].includes(new Date(day).getUTCDay())),
  );
  expect(onWeekends).toEqual([]);
});
