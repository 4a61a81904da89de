import { expect, test } from 'vitest';
import { chooseLocale, localeOfTag } from '#client/lib/locale.ts';

test('a visitor whose languages nobody here speaks reads English', () => {
  expect(chooseLocale(null, ['de-DE', 'fr'])).toBe('en');
});

test('a cookie with nonsense in it does not keep a Russian browser from Russian', () => {
  expect(chooseLocale('klingon', ['ru-RU', 'en-US'])).toBe('ru');
});

test('a visitor who chose a language keeps it in any browser', () => {
  expect(chooseLocale('en', ['ru-RU'])).toBe('en');
});

test.each([
  ['ru-RU', 'ru'],
  ['RU', 'ru'],
  ['en_US.UTF-8', 'en'],
  ['en-US@posix', 'en'],
  ['rum', null],
])('a browser that says %s means %s', (tag, locale) => {
  expect(localeOfTag(tag)).toBe(locale);
});
