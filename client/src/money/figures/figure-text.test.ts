import { expect, test } from 'vitest';
import { createNumbers } from '#client/lib/numbers.ts';
import { compareFigures, signOf } from '#client/money/figures/compare.ts';
import { createFigures } from '#client/money/figures/figure-text.ts';

const english = createFigures(createNumbers('en', 'auto'));
const russian = createFigures(createNumbers('ru', 'auto'));
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
const inBoth = (write: (figures: typeof english) => string) =>
  [english, russian].map((one) => plain(write(one)));

test('money has the places of its currency and the sign where the language puts it', () => {
  expect(inBoth(({ money }) => money('1234.5', { currency: 'USD' }))).toEqual(['$1,234.50', '1 234,50 $']);
  expect(inBoth(({ money }) => money('-1234.5', { currency: 'RUB' }))).toEqual([
    '−RUB 1,234.50',
    '−1 234,50 ₽',
  ]);
  expect(inBoth(({ money }) => money('1234.5', { currency: 'JPY' }))).toEqual(['¥1,234', '1 234 ¥']);
  expect(inBoth(({ money }) => money('1.0005', { currency: 'KWD' }))).toEqual(['KWD 1.000', '1,000 KWD']);
});

test('a code that Intl refuses stands behind the number', () => {
  expect(inBoth(({ money }) => money('1234.5', { currency: 'USDC' }))).toEqual([
    '1,234.50 USDC',
    '1 234,50 USDC',
  ]);
  expect(inBoth(({ money }) => money('0.5', { currency: 'BTC' }))).toEqual([
    '0.50000000 BTC',
    '0,50000000 BTC',
  ]);
});

test('an amount of eighteen digits loses none', () => {
  expect(english.money('999999999999999999.99', { currency: 'USD' })).toBe('$999,999,999,999,999,999.99');
});

test('less than half a cent has no minus before its zeros', () => {
  expect(english.money('-0.001', { currency: 'USD' })).toBe('$0.00');
  expect(english.money('-0.001', { currency: 'USD', hasSign: true })).toBe('$0.00');
  expect(english.money('12', { currency: 'USD', hasSign: true })).toBe('+$12.00');
});

test('a price of one keeps places that its currency has not', () => {
  const price = (decimal: string) => english.money(decimal, { currency: 'USD', isUnitPrice: true });
  expect(['285.4', '0.00001234', '0.000000000012345', '101.123456789'].map(price)).toEqual([
    '$285.40',
    '$0.00001234',
    '$0.00000000001234',
    '$101.12345679',
  ]);
});

test('a column whose head names the currency has numbers alone', () => {
  expect(inBoth(({ money }) => money('1234.5', { currency: 'RUB', isUnitAbove: true }))).toEqual([
    '1,234.50',
    '1 234,50',
  ]);
});

test('a quantity has at most eight places, and what is less is not told as nothing', () => {
  expect(inBoth(({ quantity }) => quantity('1234.123456789'))).toEqual(['1,234.12345679', '1 234,12345679']);
  expect(inBoth(({ quantity }) => quantity('0.000000000001'))).toEqual(['< 0.00000001', '< 0,00000001']);
  expect(inBoth(({ quantity }) => quantity('-7'))).toEqual(['−7', '−7']);
});

test('a ratio is a percentage of one place, from a decimal as from a float', () => {
  expect(inBoth(({ ratio }) => ratio('0.1234'))).toEqual(['12.3%', '12,3 %']);
  expect(inBoth(({ ratio }) => ratio(0.1241, true))).toEqual(['+12.4%', '+12,4 %']);
  expect(inBoth(({ ratio }) => ratio(-1e-9))).toEqual(['0.0%', '0,0 %']);
});

test('figures are compared by their last digit', () => {
  const sorted = ['10', '-0.5', '9.000000000000000001', '9', '-12'].toSorted(compareFigures);
  expect(sorted).toEqual(['-12', '-0.5', '9', '9.000000000000000001', '10']);
  expect(['-0.000000000000000001', '0', '0.5'].map(signOf)).toEqual([-1, 0, 1]);
});
