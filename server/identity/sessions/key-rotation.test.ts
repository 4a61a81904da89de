import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSessions, registerPerson } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const oldKey = 'the-older-signing-key-0123456789-abcdefgh';
const newKey = 'a-newer-signing-key-9876543210-hgfedcba';
const otherKey = 'nobody-ever-told-us-of-this-one-4711-xyz';

let signsOld: TestServer;
let signsNew: TestServer;
let leaked: TestServer;
beforeAll(async () => {
  signsOld = await startTestServer({ environment: { AUTH_SECRET: oldKey, AUTH_SECRET_PREVIOUS: newKey } });
  const replica = { replicaOf: signsOld };
  signsNew = await startTestServer({
    environment: { AUTH_SECRET: newKey, AUTH_SECRET_PREVIOUS: `${otherKey},${oldKey}` },
    ...replica,
  });
  leaked = await startTestServer({ environment: { AUTH_SECRET: newKey }, ...replica });
});
afterAll(async () => {
  await leaked.close();
  await signsNew.close();
  await signsOld.close();
});

test("replicas that sign with different keys accept each other's tokens and sign nobody out", async () => {
  const { browser, id } = await registerPerson(signsOld);
  const send = (server: TestServer, procedure: 'auth.refresh' | 'auth.logout') =>
    server.newBrowser().mutate(procedure, undefined, { cookies: Object.fromEntries(browser.jar) });
  for (let round = 0; round < 4; round += 1) {
    const server = round % 2 === 0 ? signsNew : signsOld;
    const answer = await send(server, 'auth.refresh');
    expect(answer.setCookies).toEqual(['qp_access', 'qp_refresh']);
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(/[=;]/, 2);
      browser.jar.set(name, value);
    }
    for (const each of [signsOld, signsNew]) {
      const cookies = Object.fromEntries(browser.jar);
      expect((await each.newBrowser().query('users.me', undefined, { cookies })).status).toBe(200);
    }
  }
  expect((await send(signsNew, 'auth.logout')).status).toBe(200);
  expect((await findSessions(signsOld, id))[0]).toMatchObject({ generation: 4, revoked_reason: 'logout' });
});

test('tokens of a removed signing key are refused, and their sessions go on', async () => {
  const { browser, id } = await registerPerson(signsOld);
  const cookies = Object.fromEntries(browser.jar);
  const before = await findSessions(signsOld, id);
  const refresh = await leaked.newBrowser().mutate('auth.refresh', undefined, { cookies });
  expect({ code: refresh.error?.code, cookies: refresh.setCookies }).toEqual({
    code: 'REFRESH_INVALID',
    cookies: [],
  });
  expect((await leaked.newBrowser().query('users.me', undefined, { cookies })).error?.code).toBe(
    'UNAUTHENTICATED',
  );
  await leaked.newBrowser().mutate('auth.logout', undefined, { cookies });
  expect(await findSessions(signsOld, id)).toEqual(before);
});

test('a password outlives the key under which it was set', async () => {
  const { email: identifier, password } = await registerPerson(signsOld);
  const answer = await leaked.newBrowser().mutate('auth.login', { identifier, password });
  expect(answer.data.status).toBe('signed-in');
});

test('a Bearer client stays signed in across two signing keys, even when an answer was lost', async () => {
  const { email: identifier, password } = await registerPerson(signsOld);
  const issued = await signsOld.newBrowser().mutate('tokens.issue', { identifier, password });
  let { refreshToken } = issued.data;
  for (const server of [signsNew, signsOld, signsNew]) {
    const { data } = await server.newBrowser().mutate('tokens.refresh', { refreshToken });
    const lost = await signsOld.newBrowser().mutate('tokens.refresh', { refreshToken });
    expect(lost.data).toMatchObject({ accessToken: expect.any(String) });
    expect(lost.data.refreshToken).toBeUndefined();
    ({ refreshToken } = data);
    for (const each of [signsOld, signsNew]) {
      const headers = { authorization: `Bearer ${data.accessToken}` };
      expect((await each.newBrowser().query('users.me', undefined, { headers })).status).toBe(200);
    }
  }
  expect((await leaked.newBrowser().mutate('tokens.refresh', { refreshToken })).status).toBe(200);
});
