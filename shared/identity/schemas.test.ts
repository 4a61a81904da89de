import { expect, test } from 'vitest';
import { emailSchema, usernameSchema } from '#shared/identity/users.ts';
import { identifierSchema } from '#shared/identity/auth.ts';
import { newPasswordSchema } from '#shared/identity/passwords.ts';

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
])('the e-mail %j is refused', (email) => {
  expect(emailSchema.safeParse(email).success).toBe(false);
});

test.each([
  'a@b.example',
  'Иван.Петров@пример.рф',
  'a+b@c-d.example',
  "o'neil@example.com",
  'x@xn--e1afmkfd.xn--p1ai',
  `${'a'.repeat(242)}@example.com`,
])('the e-mail %s is trimmed and otherwise kept as typed', (email) => {
  expect(emailSchema.parse(`  ${email}\t`)).toBe(email);
});

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
])('the username %j is refused', (username) => {
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
])('the username %j is parsed to %j, or to null when it is refused', (typed, kept) => {
  expect(usernameSchema.safeParse(typed).data ?? null).toBe(kept);
});

test.each([['\ud800aaaaaaaa'], ['aaaaaaaa\udc00']])(
  'the new password %j with half a surrogate pair is refused',
  (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(false);
  },
);

test.each(['  spaces  ', 'tab\tand\nline', 'nul\u0000inside', 'пароль-пароль', '😀😀😀😀😀😀😀😀'])(
  'the new password %j is kept letter by letter',
  (password) => {
    expect(newPasswordSchema.parse(password)).toBe(password);
  },
);

test.each(['', '   ', 'a\nb', 'a\u0000b', '\ud800', 'a'.repeat(321)])(
  'the identifier %j is refused at sign-in',
  (identifier) => {
    expect(identifierSchema.safeParse(identifier).success).toBe(false);
  },
);
