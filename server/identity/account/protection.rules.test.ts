import { expect, test } from 'vitest';
import { daysOfSignIns } from '#server/identity/account/protection.rules.ts';

const quarter = (at: string, counts: { sign_ins?: number; refused?: number }) => ({
  startedAt: new Date(at),
  sign_ins: 0,
  refused: 0,
  ...counts,
});
const now = new Date('2026-11-21T21:40:00Z');

test('a sign-in counts on the day it was where the person is', () => {
  const quarters = [
    quarter('2026-11-21T20:45:00Z', { sign_ins: 1 }),
    quarter('2026-11-21T21:00:00Z', { sign_ins: 2, refused: 3 }),
  ];
  expect(daysOfSignIns(quarters, { count: 2, now, timeZone: 'Europe/Moscow' })).toEqual([
    { day: '2026-11-21', signIns: 1, refused: 0 },
    { day: '2026-11-22', signIns: 2, refused: 3 },
  ]);
});

test('a person in Kathmandu, 5:45 ahead, meets no sign-in on a wrong day', () => {
  const quarters = [
    quarter('2026-11-20T18:00:00Z', { sign_ins: 1 }),
    quarter('2026-11-20T18:15:00Z', { sign_ins: 5 }),
  ];
  const days = daysOfSignIns(quarters, { count: 3, now, timeZone: 'Asia/Kathmandu' });
  expect(days.map(({ day, signIns }) => [day, signIns])).toEqual([
    ['2026-11-20', 1],
    ['2026-11-21', 5],
    ['2026-11-22', 0],
  ]);
});

test('days of 23 and 25 hours appear once each', () => {
  const ends = [new Date('2026-03-09T12:00:00Z'), new Date('2026-11-02T12:00:00Z')];
  const days = ends.map((end) => daysOfSignIns([], { count: 30, now: end, timeZone: 'America/New_York' }));
  expect(days.map((list) => new Set(list.map(({ day }) => day)).size)).toEqual([30, 30]);
  expect(days.map((list) => list.at(-1)?.day)).toEqual(['2026-03-09', '2026-11-02']);
});

test('what is older than the first day is left out', () => {
  const quarters = [quarter('2026-11-19T12:00:00Z', { sign_ins: 1 })];
  expect(daysOfSignIns(quarters, { count: 2, now, timeZone: 'UTC' }).map(({ signIns }) => signIns)).toEqual([
    0, 0,
  ]);
});

test('a profile whose time zone only a newer build knows is counted by UTC', () => {
  const [today] = daysOfSignIns([], { count: 1, now, timeZone: 'Mars/Olympus' });
  expect(today?.day).toBe('2026-11-21');
});
