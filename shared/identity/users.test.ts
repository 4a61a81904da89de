import { expect, test } from 'vitest';
import { usernameOfEmail } from '#shared/identity/users.ts';

test.each([
  ['', null],
  ['jo@example.org', null],
  ['@example.org', null],
  [`${'a'.repeat(60)}@example.org`, 'a'.repeat(40)],
  ['Anna.Karenina+news@example.org', 'Anna.Kareninanews'],
  ['.anna.@example.org', 'anna'],
  ["o'neil@example.org", 'oneil'],
  ['иван@пример.рф', 'иван'],
  ['anna', 'anna'],
])('the e-mail %j makes the username %j', (email, username) => {
  expect(usernameOfEmail(email)).toBe(username);
});
