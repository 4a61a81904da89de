import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cookieOf,
  findSessions,
  refreshWith,
  registerPerson,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function issue({ email, password }: Person, deviceToken?: string) {
  return server.newBrowser().mutate('tokens.issue', { identifier: email, password, deviceToken });
}

function refresh(refreshToken: string) {
  return server.newBrowser().mutate('tokens.refresh', { refreshToken });
}

test('a cookie’s refresh token is refused at tokens.refresh, a Bearer’s at auth.refresh, and neither session ends', async () => {
  const person = await registerPerson(server);
  const { refreshToken } = (await issue(person)).data;
  const cookieToken = cookieOf(person.browser, 'qp_refresh');
  const answers = [await refresh(cookieToken), await refreshWith(server, refreshToken)];
  expect(answers.map(({ error }) => error?.code)).toEqual(['REFRESH_INVALID', 'REFRESH_INVALID']);
  expect((await refresh(refreshToken)).status).toBe(200);
  expect((await person.browser.mutate('auth.refresh')).status).toBe(200);
});

test('a wrong password opens nothing', async () => {
  const person = await registerPerson(server);
  const answer = await issue({ ...person, password: 'not the password' });
  expect(answer.error?.code).toBe('INVALID_CREDENTIALS');
  expect(await findSessions(server, person.id)).toHaveLength(1);
});

test('issued tokens speak for the user, set no cookie and name the device the next time', async () => {
  const person = await registerPerson(server);
  const first = await issue(person);
  expect(first.data).toMatchObject({ tokenType: 'bearer', expiresIn: 900 });
  expect(first.setCookies).toEqual([]);
  const headers = { authorization: `Bearer ${first.data.accessToken}` };
  expect((await server.newBrowser().query('users.me', undefined, { headers })).data.id).toBe(person.id);
  expect((await issue(person, first.data.deviceToken)).data.deviceToken).toBe(first.data.deviceToken);
  expect((await issue(person, 'A'.repeat(43))).data.deviceToken).not.toBe('A'.repeat(43));
});

test('a sign-in of a Bearer client leaves the cookie session that came along alone', async () => {
  const person = await registerPerson(server);
  const { email: identifier, password } = person;
  await person.browser.mutate('tokens.issue', { identifier, password });
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('grace hands out access alone, and neither grace nor refresh names a device', async () => {
  const { refreshToken } = (await issue(await registerPerson(server))).data;
  const rotated = await refresh(refreshToken);
  const grace = await refresh(refreshToken);
  expect(Object.keys(rotated.data).toSorted()).toEqual([
    'accessToken',
    'expiresIn',
    'refreshToken',
    'tokenType',
  ]);
  expect(Object.keys(grace.data).toSorted()).toEqual(['accessToken', 'expiresIn', 'tokenType']);
});

test('an older token ends the session, and tokens.revoke ends a Bearer session only', async () => {
  const person = await registerPerson(server);
  const first = (await issue(person)).data.refreshToken;
  const second = (await refresh(first)).data.refreshToken;
  await refresh(second);
  expect((await refresh(first)).error?.code).toBe('REFRESH_REUSED');

  const living = (await issue(person)).data.refreshToken;
  const revoke = (refreshToken: string) => server.newBrowser().mutate('tokens.revoke', { refreshToken });
  const answers = [
    await revoke('nonsense'),
    await revoke(cookieOf(person.browser, 'qp_refresh')),
    await revoke(living),
  ];
  expect(answers.map(({ data }) => data)).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  expect((await refresh(living)).error?.code).toBe('SESSION_REVOKED');
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('theft makes every device of the user unknown again', async () => {
  const person = await registerPerson(server);
  const device = person.browser.jar.get('qp_device');
  const stolen = cookieOf(person.browser, 'qp_refresh');
  await person.browser.mutate('auth.refresh');
  await person.browser.mutate('auth.refresh');
  await refreshWith(server, stolen);
  const again = await person.browser.mutate('auth.login', {
    identifier: person.email,
    password: person.password,
  });
  expect(again.status).toBe(200);
  expect(person.browser.jar.get('qp_device')).not.toBe(device);
});

test('a known device keeps its cookie from one sign-in to the next', async () => {
  const person = await registerPerson(server);
  const device = person.browser.jar.get('qp_device');
  await person.browser.mutate('auth.logout');
  expect(person.browser.jar.get('qp_device')).toBe(device);
  await person.browser.mutate('auth.login', { identifier: person.email, password: person.password });
  expect(person.browser.jar.get('qp_device')).toBe(device);
  expect((await signIn(server, person)).jar.get('qp_device')).not.toBe(device);
});

test('a program registers without a cookie, speaks for the new account and is known by its device at once', async () => {
  const browser = server.newBrowser();
  const input = { email: `${randomUUID()}@example.com`, password: `a long password ${randomUUID()}` };
  const { data, setCookies } = await browser.mutate('tokens.register', input);
  expect(setCookies).toEqual([]);
  expect(data).toMatchObject({ tokenType: 'bearer', expiresIn: 900, user: { email: input.email } });
  const headers = { authorization: `Bearer ${data.accessToken}` };
  expect((await browser.query('users.me', undefined, { headers })).data).toEqual(data.user);
  expect((await refresh(data.refreshToken)).status).toBe(200);
  const again = { identifier: input.email, password: input.password, deviceToken: data.deviceToken };
  expect((await browser.mutate('tokens.issue', again)).data.deviceToken).toBe(data.deviceToken);
});

test('a program’s registration leaves the cookie session beside it alone, and is told of a taken e-mail', async () => {
  const person = await registerPerson(server);
  const password = `a long password ${randomUUID()}`;
  const register = (email: string) => person.browser.mutate('tokens.register', { email, password });
  expect((await register(person.email)).error?.code).toBe('EMAIL_TAKEN');
  expect((await register(`${randomUUID()}@example.com`)).status).toBe(200);
  expect((await person.browser.query('users.me')).data.id).toBe(person.id);
});
