import { expect, test } from 'vitest';
import { asTyped, readDecimal } from '#client/money/figures/decimal-text.ts';
import { createNumbers } from '#client/lib/numbers.ts';
import { numberFormats } from '#shared/number-formats.ts';

const english = { group: ',', decimal: '.' };
const russian = { group: '\u00a0', decimal: ',' };
const german = { group: '.', decimal: ',' };

test.each([
  ['', 'buy', '1.2.3,4,5', '1,23,4', '1e5', '12,34.5.6', '--1', '1-2', '.', ',', '1.234,567.8', '٣'],
])('what is no number is not guessed at: %s', (...typed) => {
  expect(typed.map((text) => readDecimal(text, english))).toEqual(typed.map(() => null));
});

test.each([
  ['285.4', '285.4', '285.4', '285.4'],
  ['285,4', '285.4', '285.4', '285.4'],
  ['1,234', '1234', '1.234', '1.234'],
  ['1.234', '1.234', '1.234', '1234'],
  ['0,123', '0.123', '0.123', '0.123'],
  ['1,234.50', '1234.5', '1234.5', '1234.5'],
  ['1.234,50', '1234.5', '1234.5', '1234.5'],
  ['1,234,567', '1234567', '1234567', '1234567'],
  ['12,34,567.8', '1234567.8', '1234567.8', '1234567.8'],
  ['1 234\u00a0567,89', '1234567.89', '1234567.89', '1234567.89'],
  ['1’234’567.89', '1234567.89', '1234567.89', '1234567.89'],
  ['\u22125', '-5', '-5', '-5'],
  ['+5.', '5', '5', '5'],
  [',5', '0.5', '0.5', '0.5'],
  ['-0,00', '0', '0', '0'],
  ['007.10', '7.1', '7.1', '7.1'],
])('"%s" is read as %s in English, %s in Russian and %s with points between groups', (typed, ...read) => {
  expect([english, russian, german].map((signs) => readDecimal(typed, signs))).toEqual(read);
});

test('what stands in a field at first is read as it is', () => {
  for (const decimal of ['1.234', '1234', '-0.5', '285.4'])
    for (const signs of [english, russian, german])
      expect(readDecimal(asTyped(decimal, signs), signs)).toBe(decimal);
  expect(asTyped('285.4', russian)).toBe('285,4');
});

test('what a number format writes, it reads', () => {
  const decimals = ['1234567.89', '-1234', '0.00000001', '999999999999999999.123456789012345678'];
  for (const tag of ['en', 'ru', 'en-IN', 'de'])
    for (const format of numberFormats) {
      const { decimal: write, signs } = createNumbers(tag, format);
      const written = decimals.map((decimal) => write(decimal, { maximumFractionDigits: 18 }));
      expect(written.map((text) => readDecimal(text, signs()))).toEqual(decimals);
    }
});
