import { describe, expect, test } from 'vitest';
import { passwordLength, passwordLengthProblem } from '#shared/password-policy.ts';

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
