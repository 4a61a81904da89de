import { expect, test } from 'vitest';
import { createNumbers } from '#client/lib/numbers.ts';
import { numberFormats } from '#shared/number-formats.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
const written = (tag: string) =>
  numberFormats.map((format) => plain(createNumbers(tag, format).number(1_234_567.89)));

const chosen = ['1 234 567,89', '1,234,567.89', '1.234.567,89', '1 234 567.89', '1’234’567.89'];

test('a chosen number format is the same in every language and region', () => {
  expect(written('ru')).toEqual(['1 234 567,89', ...chosen]);
  expect(written('en')).toEqual(['1,234,567.89', ...chosen]);
  expect(written('en-IN')).toEqual(['12,34,567.89', ...chosen]);
});

test('an amount keeps its currency where the language puts it, and takes the chosen signs', () => {
  expect(plain(createNumbers('ru', 'comma-point').money(1_234_567.89, 'RUB'))).toBe('1,234,567.89 ₽');
  expect(plain(createNumbers('en', 'space-comma').money(-1234.5, 'EUR'))).toBe('−€1 234,50');
  expect(plain(createNumbers('en', 'auto').money(1234, 'JPY'))).toBe('¥1,234');
});

test('a decimal is written to its last digit, and what is cut off is rounded half to even', () => {
  const { decimal } = createNumbers('ru', 'auto');
  const cents = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  expect(plain(decimal('123456789012345678.123456789012345678', { maximumFractionDigits: 18 }))).toBe(
    '123 456 789 012 345 678,123456789012345678',
  );
  expect(['0.125', '0.135', '-0.125'].map((text) => decimal(text, cents))).toEqual(['0,12', '0,14', '−0,12']);
  expect(decimal('-0.001', cents)).toBe('0,00');
});

test('the signs of a number format are those it is written with', () => {
  expect(createNumbers('ru', 'auto').signs()).toEqual({ group: '\u00a0', decimal: ',' });
  expect(createNumbers('en', 'auto').signs()).toEqual({ group: ',', decimal: '.' });
  expect(createNumbers('ru', 'point-comma').signs()).toEqual({ group: '.', decimal: ',' });
});

test.each([
  [0, '0 min', '0 мин'],
  [59, '59 min', '59 мин'],
  [60, '1 hr', '1 ч'],
  [130, '2 hr 10 min', '2 ч 10 мин'],
  [24 * 60, '1 day', '1 дн.'],
  [3 * 24 * 60 + 4 * 60 + 59, '3 days 4 hr', '3 дн. 4 ч'],
])('a length of %d minutes is told as "%s", "%s"', (minutes, english, russian) => {
  expect(plain(createNumbers('en', 'auto').duration(minutes))).toBe(english);
  expect(plain(createNumbers('ru', 'auto').duration(minutes))).toBe(russian);
});

test('a currency is named in the language of the page', () => {
  expect(createNumbers('en', 'auto').currencyName('RUB')).toBe('Russian Ruble');
  expect(createNumbers('ru', 'auto').currencyName('RUB')).toBe('российский рубль');
});

test('a currency that the browser refuses to name is told by its code', () => {
  expect(createNumbers('ru', 'auto').currencyName('USDC')).toBe('USDC');
});
