import { expect, test } from 'vitest';
import { passwordLength, passwordLengthProblem } from '#shared/identity/password-policy.ts';

test.each([
  ['', 0],
  ['пароль', 6],
  ['😀😀', 2],
  ['e\u0301', 1],
  ['й'.normalize('NFD'), 1],
  ['  a  ', 5],
  ['👨‍👩‍👧', 5],
])('the password %j has %i code points after NFC', (password, length) => {
  expect(passwordLength(password)).toBe(length);
});

test.each([
  ['a'.repeat(7), 'PASSWORD_TOO_SHORT'],
  ['😀'.repeat(7), 'PASSWORD_TOO_SHORT'],
  ['e\u0301'.repeat(7), 'PASSWORD_TOO_SHORT'],
  ['a'.repeat(8), null],
  [' '.repeat(8), null],
  ['😀'.repeat(256), null],
  ['e\u0301'.repeat(256), null],
  ['a'.repeat(257), 'PASSWORD_TOO_LONG'],
])('the password %j has the length problem %s', (password, problem) => {
  expect(passwordLengthProblem(password)).toBe(problem);
});

test.each([
  ['combining marks', '\u0301'.repeat(65_400)],
  ['marks that have to be sorted', '\u0315\u0301'.repeat(32_700)],
  ['ligatures of many letters', 'ﷺ'.repeat(21_800)],
])('a password of %s is found too long within 20 milliseconds', (_what, password) => {
  const startedAt = performance.now();
  expect(passwordLengthProblem(password)).toBe('PASSWORD_TOO_LONG');
  expect(performance.now() - startedAt).toBeLessThan(20);
});

test('a password that NFC shortens to the greatest length is accepted', () => {
  expect(passwordLengthProblem('\u03b1\u0313\u0300\u0345'.repeat(256))).toBe(null);
});
