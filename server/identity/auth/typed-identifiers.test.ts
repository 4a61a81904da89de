import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const password = 'a long enough password';
const account = { email: 'Иван@пример.рф', username: 'Грозный-4' };

test.beforeAll(async ({ server }) => {
  await server.newBrowser().mutate('auth.register', { ...account, password });
});

const signInAs = (server: TestServer, identifier: string) =>
  server.newBrowser().mutate('auth.login', { identifier, password });

test.for([
  ['a name of nobody', 'грозный-5'],
  ['the name with a Latin letter that looks the same', 'гpозный-4'],
  ['the domain with a Latin letter that looks the same', 'иван@пpимер.рф'],
  ['the local part alone', 'иван'],
  ['two addresses, one of them right', 'иван@пример.рф,иван@example.com'],
  ['the address in brackets', 'Иван <иван@пример.рф>'],
] as const)('a sign-in does not find the account by %s', async ([_case, identifier], { server }) => {
  expect((await signInAs(server, identifier)).error).toMatchObject({ code: 'INVALID_CREDENTIALS' });
});

test.for([
  'Иван@пример.рф',
  'иВАН@ПРИМЕР.РФ',
  'иван@xn--e1afmkfd.xn--p1ai',
  'иван@XN--E1AFMKFD.XN--P1AI',
  '  иван@пример。рф\t',
  'Грозный-4',
  'гРОЗНЫЙ-4',
  'грозный-４',
  'грозны\u0438\u0306-4',
])('a sign-in finds the account by %j', async (identifier, { server }) => {
  const { status, data } = await signInAs(server, identifier);
  expect({ status, email: data?.user.email }).toEqual({ status: 200, email: 'Иван@пример.рф' });
});
