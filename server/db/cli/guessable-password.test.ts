import { describe, expect, it } from 'vitest';
import { isGuessable } from '#server/db/cli/guessable-password.ts';

describe("an administrator's password that is guessed first", () => {
  it.each([
    'Password123!',
    '123password',
    'P@ssw0rd1',
    'qwertyuiop',
    'йцукенгш',
    'пароль2026',
    'администратор1',
    'admin2026!',
    'changeme',
    'change-me-1',
    '1234567890',
    '87654321',
    'abababababab',
    '!!!!!!!!',
  ])('is refused: %s', (password) => {
    expect(isGuessable(password)).toBe(true);
  });

  it.each([
    'correct horse battery',
    'пятнадцать человек на сундук',
    '83920174651',
    'my password is long',
    'x9!kQ2#z',
  ])('is not %s', (password) => {
    expect(isGuessable(password)).toBe(false);
  });
});
