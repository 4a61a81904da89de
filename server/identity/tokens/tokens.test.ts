import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  refreshWith,
  registerPerson,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

function issue(server: TestServer, { email, password }: Person, deviceToken?: string) {
  return server.newBrowser().mutate('tokens.issue', { identifier: email, password, deviceToken });
}

function refresh(server: TestServer, refreshToken: string) {
  return server.newBrowser().mutate('tokens.refresh', { refreshToken });
}

test("tokens.refresh refuses a cookie's refresh token, auth.refresh a Bearer's, and neither session ends", async ({
  server,
  person,
}) => {
  const { refreshToken } = (await issue(server, person)).data;
  const cookieToken = cookieOf(person.browser, 'qp_refresh');
  const answers = [await refresh(server, cookieToken), await refreshWith(server, refreshToken)];
  expect(answers.map(({ error }) => error?.code)).toEqual(['REFRESH_INVALID', 'REFRESH_INVALID']);
  expect((await refresh(server, refreshToken)).status).toBe(200);
  expect((await person.browser.mutate('auth.refresh')).status).toBe(200);
});

test('tokens.issue with a wrong password opens nothing', async ({ server, person }) => {
  const answer = await issue(server, { ...person, password: 'not the password' });
  expect(answer.error?.code).toBe('INVALID_CREDENTIALS');
  expect(await findSessions(server, person.id)).toHaveLength(1);
});

test('issued tokens authenticate the user, set no cookie and carry a device token for the next time', async ({
  server,
  person,
}) => {
  const first = await issue(server, person);
  expect(first.data).toMatchObject({ tokenType: 'bearer', expiresIn: 900 });
  expect(first.setCookies).toEqual([]);
  const headers = { authorization: `Bearer ${first.data.accessToken}` };
  expect((await server.newBrowser().query('users.me', undefined, { headers })).data.id).toBe(person.id);
  expect((await issue(server, person, first.data.deviceToken)).data.deviceToken).toBe(first.data.deviceToken);
  expect((await issue(server, person, 'A'.repeat(43))).data.deviceToken).not.toBe('A'.repeat(43));
});

test("a Bearer sign-in leaves the caller's cookie session alone", async ({ person }) => {
  const { email: identifier, password } = person;
  await person.browser.mutate('tokens.issue', { identifier, password });
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('tokens.refresh in grace returns access alone, and tokens.refresh never returns a device token', async ({
  server,
}) => {
  const { refreshToken } = (await issue(server, await registerPerson(server))).data;
  const rotated = await refresh(server, refreshToken);
  const grace = await refresh(server, refreshToken);
  expect(Object.keys(rotated.data).toSorted()).toEqual([
    'accessToken',
    'expiresIn',
    'refreshToken',
    'tokenType',
  ]);
  expect(Object.keys(grace.data).toSorted()).toEqual(['accessToken', 'expiresIn', 'tokenType']);
});

test('an older Bearer token ends its session, and tokens.revoke ends Bearer sessions only', async ({
  server,
  person,
}) => {
  const first = (await issue(server, person)).data.refreshToken;
  const second = (await refresh(server, first)).data.refreshToken;
  await refresh(server, second);
  expect((await refresh(server, first)).error?.code).toBe('REFRESH_REUSED');

  const living = (await issue(server, person)).data.refreshToken;
  const revoke = (refreshToken: string) => server.newBrowser().mutate('tokens.revoke', { refreshToken });
  const answers = [
    await revoke('nonsense'),
    await revoke(cookieOf(person.browser, 'qp_refresh')),
    await revoke(living),
  ];
  expect(answers.map(({ data }) => data)).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  expect((await refresh(server, living)).error?.code).toBe('SESSION_REVOKED');
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('a stolen refresh token makes every device of the user unknown again', async ({ server, person }) => {
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

test('a known device keeps its cookie from one sign-in to the next', async ({ server, person }) => {
  const device = person.browser.jar.get('qp_device');
  await person.browser.mutate('auth.logout');
  expect(person.browser.jar.get('qp_device')).toBe(device);
  await person.browser.mutate('auth.login', { identifier: person.email, password: person.password });
  expect(person.browser.jar.get('qp_device')).toBe(device);
  expect((await signIn(server, person)).jar.get('qp_device')).not.toBe(device);
});

test('tokens.register sets no cookie, signs the new account in and makes its device known', async ({
  server,
}) => {
  const browser = server.newBrowser();
  const input = { email: `${randomUUID()}@example.com`, password: `a long password ${randomUUID()}` };
  const { data, setCookies } = await browser.mutate('tokens.register', input);
  expect(setCookies).toEqual([]);
  expect(data).toMatchObject({ tokenType: 'bearer', expiresIn: 900, user: { email: input.email } });
  const headers = { authorization: `Bearer ${data.accessToken}` };
  expect((await browser.query('users.me', undefined, { headers })).data).toEqual(data.user);
  expect((await refresh(server, data.refreshToken)).status).toBe(200);
  const again = { identifier: input.email, password: input.password, deviceToken: data.deviceToken };
  expect((await browser.mutate('tokens.issue', again)).data.deviceToken).toBe(data.deviceToken);
});

test("tokens.register leaves the caller's cookie session alone and refuses a taken e-mail", async ({
  person,
}) => {
  const password = `a long password ${randomUUID()}`;
  const register = (email: string) => person.browser.mutate('tokens.register', { email, password });
  expect((await register(person.email)).error?.code).toBe('EMAIL_TAKEN');
  expect((await register(`${randomUUID()}@example.com`)).status).toBe(200);
  expect((await person.browser.query('users.me')).data.id).toBe(person.id);
});
