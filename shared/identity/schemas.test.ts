import { describe, expect, test } from 'vitest';
import { emailSchema, usernameSchema } from '#shared/identity/users.ts';
import { identifierSchema } from '#shared/identity/auth.ts';
import { newPasswordSchema } from '#shared/identity/passwords.ts';

describe('an e-mail is refused', () => {
  test.each([
    'plain',
    'a@b',
    '@b.example',
    'a@',
    'a@b.example,c@d.example',
    'a@b.example c@d.example',
    'a@b@c.example',
    'A <a@b.example>',
    '"a"@b.example',
    'a@b.example\u0000',
    'a\u0007@b.example',
    'a\u00ad@b.example',
    'a\u200d@b.example',
    'a\u2066@b.example',
    'a\u2028@b.example',
    'a\u{1d159}@b.example',
    'a@[::1]',
    'a..b@c.example',
    'a.@b.example',
    `${'a'.repeat(243)}@example.com`,
  ])('%j', (email) => {
    expect(emailSchema.safeParse(email).success).toBe(false);
  });
});

describe('an e-mail is taken, trimmed and otherwise as typed', () => {
  test.each([
    'a@b.example',
    'Иван.Петров@пример.рф',
    'a+b@c-d.example',
    "o'neil@example.com",
    'x@xn--e1afmkfd.xn--p1ai',
    `${'a'.repeat(242)}@example.com`,
  ])('%s', (email) => {
    expect(emailSchema.parse(`  ${email}\t`)).toBe(email);
  });
});

describe('a username', () => {
  test.each([
    'ab',
    'a'.repeat(51),
    'a b c',
    '-abc',
    'abc.',
    '_abc',
    'a@b',
    'a/b',
    'a\u200bb',
    'a😀b',
    'a\u0000b',
    '\ud800abc',
  ])('%j is refused', (username) => {
    expect(usernameSchema.safeParse(username).success).toBe(false);
  });

  test.each([
    [' anna ', 'anna'],
    ['А.Пушкин-1799_', null],
    ['ёлка', 'ёлка'],
    ['ａｎｎａ', 'anna'],
    ['ﬁn', 'fin'],
    ['123', '123'],
    ['a'.repeat(50), 'a'.repeat(50)],
  ])('%j is %j', (typed, kept) => {
    expect(usernameSchema.safeParse(typed).data ?? null).toBe(kept);
  });
});

describe('a new password', () => {
  test.each([['\ud800aaaaaaaa'], ['aaaaaaaa\udc00']])('with half a pair is refused: %j', (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(false);
  });

  test.each(['  spaces  ', 'tab\tand\nline', 'nul\u0000inside', 'пароль-пароль', '😀😀😀😀😀😀😀😀'])(
    'is kept letter by letter: %j',
    (password) => {
      expect(newPasswordSchema.parse(password)).toBe(password);
    },
  );
});

test.each(['', '   ', 'a\nb', 'a\u0000b', '\ud800', 'a'.repeat(321)])(
  'nobody signs in as %j',
  (identifier) => {
    expect(identifierSchema.safeParse(identifier).success).toBe(false);
  },
);
