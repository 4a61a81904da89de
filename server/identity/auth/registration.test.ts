import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { answerAll } from '#server/testing/crowd.ts';
import { test } from '#server/testing/fixtures.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const password = 'a long enough password';

function register(server: TestServer, fields: Record<string, unknown>, on = server) {
  return on.newBrowser().mutate('auth.register', { password, ...fields });
}

async function countUsers(server: TestServer): Promise<number> {
  const row = await server.db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirst();
  return Number(row?.count);
}

test.for([
  ['', 'REQUIRED'],
  ['nobody', 'INVALID'],
  ['a@b', 'INVALID'],
  ['@example.com', 'INVALID'],
  ['a@@example.com', 'INVALID'],
  ['a@example.com, b@example.com', 'INVALID'],
  ['a@example.com;b@example.com', 'INVALID'],
  ['Ann <a@example.com>', 'INVALID'],
  ['"a b"@example.com', 'INVALID'],
  ['a b@example.com', 'INVALID'],
  ['a@exam\u0000ple.com', 'INVALID'],
  ['a\r\nbcc:x@example.com', 'INVALID'],
  ['a\u200b@example.com', 'INVALID'],
  ['a\u202e@example.com', 'INVALID'],
  ['\ud800@example.com', 'INVALID'],
  ['a@127.0.0.1', 'INVALID'],
  ['a@[127.0.0.1]', 'INVALID'],
  ['a@xn--', 'INVALID'],
  ['a@-example.com-', 'INVALID'],
  ['a@example..com', 'INVALID'],
  ['.a@example.com', 'INVALID'],
  [`${'a'.repeat(250)}@example.com`, 'TOO_LONG'],
] as const)(
  'registration refuses the e-mail %j as %s, and makes no account',
  async ([email, code], { server }) => {
    const before = await countUsers(server);
    const answer = await register(server, { email });
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { email: code } });
    expect(await countUsers(server)).toBe(before);
  },
);

test.for([
  ['anna@example.com', 'ANNA@Example.COM'],
  ['иван@пример.рф', 'иван@xn--e1afmkfd.xn--p1ai'],
  ['Пётр@xn--e1afmkfd.xn--p1ai', 'пЁТР@ПРИМЕР.РФ'],
  ['office@example.org', 'oﬃce@example.org'],
  ['wide@example.org', 'ｗｉｄｅ@example.org'],
])('when %s is registered, registration refuses %s as taken', async ([taken, wanted], { server }) => {
  expect((await register(server, { email: taken })).status).toBe(200);
  const answer = await register(server, { email: wanted });
  expect(answer.status).toBe(409);
  expect(answer.error).toMatchObject({ code: 'EMAIL_TAKEN', fields: { email: 'EMAIL_TAKEN' } });
  expect(answer.setCookies).toEqual([]);
});

test('registration accepts one of twenty calls at once with one e-mail', async ({ server }) => {
  const email = `${randomUUID()}@example.com`;
  const answers = await answerAll(20, (n) =>
    register(server, { email: n % 2 ? email : email.toUpperCase() }),
  );
  const codes = answers.map(({ status, error }) => error?.code ?? status);
  expect(codes.filter((code) => code === 200)).toHaveLength(1);
  expect(codes.filter((code) => code === 'EMAIL_TAKEN')).toHaveLength(19);
});

test('registration refuses a username that is taken, reserved or made of two scripts', async ({ server }) => {
  await register(server, { email: `${randomUUID()}@example.com`, username: 'Тамара' });
  const codes = [];
  for (const username of ['тАМАРА', 'Administrator', 'tамара'])
    codes.push((await register(server, { email: `${randomUUID()}@example.com`, username })).error);
  expect(codes).toMatchObject([
    { code: 'USERNAME_TAKEN', fields: { username: 'USERNAME_TAKEN' } },
    { code: 'USERNAME_TAKEN', fields: { username: 'USERNAME_TAKEN' } },
    { code: 'VALIDATION_FAILED', fields: { username: 'INVALID' } },
  ]);
});

test('closed registration refuses everybody, and existing accounts still sign in', async ({ server }) => {
  const email = `${randomUUID()}@example.com`;
  await register(server, { email });
  const closed = await startTestServer({ replicaOf: server, environment: { REGISTRATION: 'closed' } });
  const answer = await register(server, { email: `${randomUUID()}@example.com` }, closed);
  const signIn = await closed.newBrowser().mutate('auth.login', { identifier: email, password });
  await closed.close();
  expect(answer.status).toBe(403);
  expect(answer.error).toMatchObject({ code: 'REGISTRATION_CLOSED' });
  expect(answer.setCookies).toEqual([]);
  expect(signIn.status).toBe(200);
});

test.for([
  ['john.smith@first.example', 'john.smith'],
  ['john.smith@second.example', 'john.smith2'],
  ['JOHN.SMITH@third.example', 'JOHN.SMITH3'],
  ['мария@example.com', 'мария'],
  ['with+tag@example.com', 'withtag'],
  ['_edge_@example.com', 'edge'],
  ['ab@example.com', 'user'],
  ['admin@example.com', 'user2'],
  ['pаypal@example.com', 'user3'],
  [`${'l'.repeat(64)}@example.com`, 'l'.repeat(40)],
] as const)(
  'registration without a username derives one from the e-mail: %s gets %s',
  async ([email, username], { server }) => {
    const answer = await register(server, { email });
    expect(answer.status).toBe(200);
    expect(answer.data.user.username).toBe(username);
  },
);

test('thirty registrations at once with one local part get thirty different usernames', async ({
  server,
}) => {
  const answers = await answerAll(30, (n) => register(server, { email: `crowd@host${n}.example` }));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
  const names = answers.map(({ data }) => data.user.username);
  expect(new Set(names).size).toBe(30);
  for (const name of names) expect(name).toMatch(/^crowd\d*$/);
});

test("registration signs the person in, keeps their language and decodes the e-mail's domain", async ({
  server,
}) => {
  const browser = server.newBrowser();
  const email = '  Новый@XN--E1AFMKFD.xn--p1ai ';
  const answer = await browser.mutate('auth.register', {
    email,
    password,
    fullName: ' Новый ',
    locale: 'ru',
  });
  expect(answer.status).toBe(200);
  expect(answer.data.user).toMatchObject({
    email: 'Новый@пример.рф',
    fullName: 'Новый',
    locale: 'ru',
    role: 'user',
  });
  expect(answer.setCookies).toEqual(['qp_access', 'qp_refresh', 'qp_device']);
  expect((await browser.query('users.me')).data).toEqual(answer.data.user);
});
