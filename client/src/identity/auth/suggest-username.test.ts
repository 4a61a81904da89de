import { expect, test } from 'vitest';
import { suggestUsername } from '#client/identity/auth/suggest-username.ts';

test.each([
  ['', ''],
  ['jo@example.org', ''],
  ['@example.org', ''],
  [`${'a'.repeat(60)}@example.org`, 'a'.repeat(40)],
  ['Anna.Karenina+news@example.org', 'Anna.Kareninanews'],
  ['.anna.@example.org', 'anna'],
  ["o'neil@example.org", 'oneil'],
  ['иван@пример.рф', 'иван'],
  ['anna', 'anna'],
])('%j suggests %j', (email, username) => {
  expect(suggestUsername(email)).toBe(username);
});
