import { describe, expect, test } from 'vitest';
import { passwordLength, passwordLengthProblem } from '#shared/identity/password-policy.ts';

describe('a password is counted in code points after NFC', () => {
  test.each([
    ['', 0],
    ['пароль', 6],
    ['😀😀', 2],
    ['e\u0301', 1],
    ['й'.normalize('NFD'), 1],
    ['  a  ', 5],
    ['👨‍👩‍👧', 5],
  ])('%j is %i', (password, length) => {
    expect(passwordLength(password)).toBe(length);
  });
});

describe('a length is judged', () => {
  test.each([
    ['a'.repeat(7), 'PASSWORD_TOO_SHORT'],
    ['😀'.repeat(7), 'PASSWORD_TOO_SHORT'],
    ['e\u0301'.repeat(7), 'PASSWORD_TOO_SHORT'],
    ['a'.repeat(8), null],
    [' '.repeat(8), null],
    ['😀'.repeat(256), null],
    ['e\u0301'.repeat(256), null],
    ['a'.repeat(257), 'PASSWORD_TOO_LONG'],
  ])('%j: %s', (password, problem) => {
    expect(passwordLengthProblem(password)).toBe(problem);
  });
});

describe('a text that no hash may be asked about is told at once', () => {
  test.each([
    ['combining marks', '\u0301'.repeat(65_400)],
    ['marks that have to be sorted', '\u0315\u0301'.repeat(32_700)],
    ['one ligature of many letters', 'ﷺ'.repeat(21_800)],
  ])('%s', (_what, password) => {
    const startedAt = performance.now();
    expect(passwordLengthProblem(password)).toBe('PASSWORD_TOO_LONG');
    expect(performance.now() - startedAt).toBeLessThan(20);
  });

  test('but not one that NFC makes as short as it may be', () => {
    expect(passwordLengthProblem('\u03b1\u0313\u0300\u0345'.repeat(256))).toBe(null);
  });
});
