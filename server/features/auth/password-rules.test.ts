import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { passwordProblem, requireStrongPassword } from '#server/features/auth/password-rules.ts';

const own = ['Anna.Petrova@пример.рф', 'anna_petrova', 'Анна Сергеевна Петрова'];

describe('a person who takes a password of their own name', () => {
  it.each([
    'anna.petrova',
    'Anna_Petrova',
    'annapetrova',
    'petrovaanna1',
    'Petrova2026!',
    '1985petrova',
    'анна петрова',
    'Петрова85',
    'сергеевна12',
    'петрована1',
    'gtnhjdf1985',
    'anna.petrova@пример.рф',
    'пример.рф1',
  ])('is told that it is weak: %s', (password) => {
    expect(passwordProblem(password, own)).toBe('PASSWORD_WEAK');
  });

  it.each(['anna reads at night', 'Петрова любит чай', 'x9!kQ2#z anna', 'petrovaanna and 5 cats'])(
    'may go on from it: %s',
    (password) => {
      expect(passwordProblem(password, own)).toBeNull();
    },
  );

  it('may have a short or no name without losing good passwords', () => {
    expect(passwordProblem('x9!kQ2#z', ['k@z.io', undefined, '', 'Q'])).toBeNull();
  });
});

describe('a person who takes what is guessed first', () => {
  it.each(['password', 'Password2026!', 'qwerty123', 'gfhjkm123', 'зфыыцщкв', 'пароль123'])(
    'is told that it is common: %s',
    (password) => {
      expect(passwordProblem(password, own)).toBe('PASSWORD_COMMON');
    },
  );

  it.each(['aaaaaaaa', 'абвгдеёжз', 'xyxyxyxyxy'])('is told that it is weak: %s', (password) => {
    expect(passwordProblem(password, own)).toBe('PASSWORD_WEAK');
  });

  it('is shown the field it was typed into', () => {
    const refusal = { code: 'PASSWORD_COMMON', fields: { newPassword: 'PASSWORD_COMMON' } };
    expect(() => requireStrongPassword('password', own, 'newPassword')).toThrow(
      expect.objectContaining(refusal),
    );
  });
});

describe('an honest password passes', () => {
  it.each([
    'correct horse battery staple',
    'four random words',
    'a long password',
    'my password is long',
    'quite another password',
    'not the password',
    'Tr0ub4dor&3',
    'x9!kQ2#z',
    'zK7$mPq2',
    '83920174651',
    'iguana-velvet-77-orbit',
    'SundayRainOnTheRoof',
    'dragonfly over monkey island',
    'password manager made this',
    'one two three go home',
    'I love my two cats',
    'пятнадцать человек на сундук',
    'мой пароль длиннее твоего',
    'чай с лимоном в шесть',
    'корова ест сирень',
    'СнегВоктябре',
    'зелёный трактор 1987 года',
    'люблю грозу в начале мая',
    'ktnj yf lfxt d cjcyf[',
    '正しい馬の電池',
    'Größenwahn bei Nacht',
    'émile et une nuit',
    '🦊🐌🌵🎻🧊🪁🥨🛶',
  ])('%s', (password) => {
    expect(passwordProblem(password, own)).toBeNull();
  });

  it('when it is random', () => {
    const random = Array.from({ length: 2000 }, () => randomBytes(9).toString('base64url'));
    expect(random.filter((password) => passwordProblem(password, own) !== null)).toEqual([]);
  });
});
