import { describe, expect, it } from 'vitest';
import { isPattern } from '#server/security/password-patterns.ts';

describe('a password that is drawn on the keyboard', () => {
  it.each([
    'aaaaaaaa',
    '!!!!!!!!',
    'abababababab',
    '11223344',
    'aabbccdd',
    'AaAaAaAa',
    '1234512345',
    'secret secret ',
    'мамапапамамапапа',
    '12345678',
    '87654321',
    '7890123456',
    'qwertyuiop',
    'poiuytrewq',
    'asdfghjkl;',
    'qwer1234',
    '1234qwer',
    'йцукенгш',
    'фывапрол',
    'ЯЧСМИТЬБЮ',
    'йцукен12',
    'abcdefgh',
    'абвгдежз',
    'абвгдеёж',
  ])('is refused: %s', (password) => {
    expect(isPattern(password)).toBe(true);
  });

  it.each([
    'x9!kQ2#z',
    '83920174651',
    'correct horse battery',
    'пятнадцать человек',
    'qwerty and coffee',
    'abcd efgh or xyz?',
    'banana bandana',
    'абракадабра',
    'astute deferred',
    'RGrt!RgT',
    '1203-1987-5',
    '463280519860',
  ])('is not %s', (password) => {
    expect(isPattern(password)).toBe(false);
  });

  it('is refused only while it is short enough to be guessed', () => {
    expect(isPattern('я'.repeat(32))).toBe(true);
    expect(isPattern('я'.repeat(33))).toBe(false);
  });
});
