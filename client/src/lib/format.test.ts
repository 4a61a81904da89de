import { expect, test } from 'vitest';
import { createFormat, intlTag } from '#client/lib/format.ts';

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

test('a file of a person in Moscow is named after the day it is in Moscow, in the same way in every language', () => {
  expect(['en', 'ru'].map((tag) => createFormat(tag, 'Europe/Moscow').isoDate(instant))).toEqual([
    '2026-11-22',
    '2026-11-22',
  ]);
});

test('a British browser keeps its way of writing dates in the English app', () => {
  expect(intlTag('en', ['ru-RU', 'en-GB'])).toBe('en-GB');
});

test.each([
  ['en', 30, 'now'],
  ['en', -60, '1 minute ago'],
  ['ru', 2 * 3600, 'через 2 часа'],
  ['ru', -5 * 86_400, '5 дней назад'],
])('a reader in %s of something %d seconds away is told "%s"', (tag, distance, expected) => {
  expect(createFormat(tag).relative(seconds(distance), instant)).toBe(expected);
});

test('a Russian reader sees roubles and percents as Russians write them', () => {
  const format = createFormat('ru');

  expect(format.money(1234.5, 'RUB')).toBe('1\u00a0234,50\u00a0₽');
  expect(format.percent(0.125)).toBe('12,5\u00a0%');
});
