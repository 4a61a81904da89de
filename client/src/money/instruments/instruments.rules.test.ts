import { expect, test } from 'vitest';
import { fitting, isKnownSymbol } from '#client/money/instruments/instruments.rules.ts';
import type { Instrument } from '#shared/money/instruments.ts';

const instrument = (symbol: string, name: string, isin: string | null = null) =>
  ({ symbol, name, isin }) as Instrument;
const all = [
  instrument('SBERP', 'Сбербанк, привилегированные', 'RU0009029557'),
  instrument('GAZP', 'Газпром'),
  instrument('SBER', 'Сбербанк', 'RU0009029540'),
];
const symbols = (query: string) => fitting(all, query).map(({ symbol }) => symbol);

test('nothing that does not fit is offered', () => {
  expect(symbols('лукойл')).toEqual([]);
});

test('a symbol typed whole stands before those that begin with it', () => {
  expect(symbols('sber')).toEqual(['SBER', 'SBERP']);
});

test('an instrument is found by its name and by the beginning of its ISIN', () => {
  expect(symbols('газ')).toEqual(['GAZP']);
  expect(symbols('ru00090295')).toEqual(['SBERP', 'SBER']);
});

test('a symbol in other letters is the same symbol', () => {
  expect(isKnownSymbol(all, ' sber ')).toBe(true);
  expect(isKnownSymbol(all, 'SBE')).toBe(false);
});
