import { expect, test } from 'vitest';
import { createFormat, intlTag, clockOf } from '#client/lib/format.ts';

const instant = '2026-11-21T21:30:00.000Z';
const seconds = (count: number) => new Date(Date.parse(instant) + count * 1000);

test('a browser that reports a tag Intl throws on still gets its dates', () => {
  const format = createFormat(intlTag('en', ['en-US@posix']), 'UTC');

  expect(format.date(instant)).toBe('Nov 21, 2026');
});

test('a profile with an unknown time zone does not break its pages', () => {
  expect(() => createFormat('en', 'Mars/Olympus').dateTime(instant)).not.toThrow();
});

test('a person in Moscow reads the day it is in Moscow', () => {
  const format = createFormat('ru', 'Europe/Moscow');

  expect(format.date(instant)).toContain('22');
  expect(format.hour(instant)).toBe(0);
});

test('a file of a person in Moscow is named after the day there, alike in every language', () => {
  expect(['en', 'ru'].map((tag) => createFormat(tag, 'Europe/Moscow').isoDate(instant))).toEqual([
    '2026-11-22',
    '2026-11-22',
  ]);
});

test('a British browser keeps its way of writing dates in the English app', () => {
  expect(intlTag('en', ['ru-RU', 'en-GB'])).toBe('en-GB');
});

const hour = 3600;
const day = 24 * hour;

test.each([
  [0, 'now', 'сейчас'],
  [29, 'now', 'сейчас'],
  [30, 'in 1 minute', 'через 1 минуту'],
  [89, 'in 1 minute', 'через 1 минуту'],
  [90, 'in 2 minutes', 'через 2 минуты'],
  [hour - 31, 'in 59 minutes', 'через 59 минут'],
  [hour - 30, 'in 1 hour', 'через 1 час'],
  [2.5 * hour, 'in 3 hours', 'через 3 часа'],
  [23.5 * hour - 1, 'in 23 hours', 'через 23 часа'],
  [day - 5, 'tomorrow', 'завтра'],
  [2 * day, 'in 2 days', 'послезавтра'],
  [6 * day, 'in 6 days', 'через 6 дней'],
  [6.5 * day - 1, 'in 1 week', 'через 1 неделю'],
  [7 * day - 5, 'in 1 week', 'через 1 неделю'],
  [29 * day, 'in 4 weeks', 'через 4 недели'],
  [30 * day - 5, 'in 1 month', 'через 1 месяц'],
  [340 * day, 'in 11 months', 'через 11 месяцев'],
  [365 * day - 5, 'in 1 year', 'через 1 год'],
  [5 * 365 * day, 'in 5 years', 'через 5 лет'],
])('a reader of something %d seconds ahead is told "%s", "%s"', (distance, english, russian) => {
  expect(createFormat('en', 'UTC').relative(seconds(distance), instant)).toBe(english);
  expect(createFormat('ru', 'UTC').relative(seconds(distance), instant)).toBe(russian);
});

test.each([
  [-29, 'now', 'сейчас'],
  [-30, '1 minute ago', '1 минуту назад'],
  [-90, '2 minutes ago', '2 минуты назад'],
  [-(hour - 30), '1 hour ago', '1 час назад'],
  [-2.5 * hour, '3 hours ago', '3 часа назад'],
  [-(day - 5), 'yesterday', 'вчера'],
  [-(7 * day - 5), '1 week ago', '1 неделю назад'],
  [-5 * day, '5 days ago', '5 дней назад'],
  [-(30 * day - 5), '1 month ago', '1 месяц назад'],
  [-(365 * day - 5), '1 year ago', '1 год назад'],
])('a reader of something %d seconds back is told "%s", "%s"', (distance, english, russian) => {
  expect(createFormat('en', 'UTC').relative(seconds(distance), instant)).toBe(english);
  expect(createFormat('ru', 'UTC').relative(seconds(distance), instant)).toBe(russian);
});

test('no distance within two years is told as nothing of a unit, or as as many as make the next', () => {
  const format = createFormat('en');
  const near = Array.from({ length: 10_000 }, (_, count) => count * 15);
  const far = Array.from({ length: 20_000 }, (_, count) => count * hour);
  const told = [...near, ...far].flatMap((distance) => [
    format.relative(seconds(distance), instant),
    format.relative(seconds(-distance), instant),
  ]);

  const wrong = /^(?:in )?(?:0 |60 minutes|24 hours|7 days|5 weeks|12 months)/u;
  expect(told.filter((text) => wrong.test(text))).toEqual([]);
});

test('tomorrow is the next day of the calendar where the person is, not whatever lies a day ahead', () => {
  const moscow = createFormat('en', 'Europe/Moscow');
  const since = '2026-11-21T05:00:00Z';

  expect(moscow.relative('2026-11-22T05:30:00Z', since)).toBe('tomorrow');
  expect(moscow.relative('2026-11-22T21:30:00Z', since)).toBe('in 2 days');
  expect(createFormat('en', 'UTC').relative('2026-11-22T21:30:00Z', since)).toBe('tomorrow');
});

test('the end of a day is hours away from its beginning, not tomorrow', () => {
  expect(createFormat('en', 'UTC').relative('2026-11-21T23:58:00Z', '2026-11-21T00:01:00Z')).toBe(
    'in 23 hours',
  );
});

test('an exact time names the day by the calendar, and a further one by its date', () => {
  const russian = createFormat('ru', 'Europe/Moscow');
  const since = '2026-11-21T12:00:00Z';

  expect(russian.exact('2026-11-22T20:59:00Z', since)).toBe('завтра, 23:59');
  expect(russian.exact('2026-11-21T20:59:00Z', since)).toBe('сегодня, 23:59');
  expect(russian.exact('2026-11-20T15:40:00Z', since)).toBe('вчера, 18:40');
  expect(russian.exact('2026-11-19T15:40:00Z', since)).toMatch(/19 нояб/u);
});

test.each([
  [0, '0:00'],
  [9, '0:09'],
  [60, '1:00'],
  [878, '14:38'],
  [3600, '60:00'],
])('a wait of %i seconds is shown as %s', (wait, shown) => {
  expect(clockOf(wait)).toBe(shown);
});
