import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { replicaWith, test as base } from '#server/testing/fixtures.ts';
import { mailsTo } from '#server/testing/mails.ts';
import { auditEventsOf, findSessions, moveRotationBack } from '#server/testing/people.ts';
import { registerByRest } from '#server/testing/rest-people.ts';

const test = base
  .extend('closed', { scope: 'file' }, replicaWith({ environment: { REGISTRATION: 'closed' } }))
  .extend('owner', ({ server }) => registerByRest(server));

const newEmail = () => `${randomUUID()}@example.com`;
const password = 'a long enough passphrase 7';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

test('a registration with an e-mail that is taken is refused by the field', async ({ owner }) => {
  const again = { email: owner.email, password };
  const answer = await owner.browser.rest('POST /api/v1/auth/register', again);
  expect(answer.status).toBe(409);
  expect(answer.error).toMatchObject({ code: 'EMAIL_TAKEN', fields: { email: 'EMAIL_TAKEN' } });
});

test('a registration with a weak password is refused, and makes no account', async ({ server }) => {
  const email = newEmail();
  const browser = server.newBrowser();
  const answer = await browser.rest('POST /api/v1/auth/register', { email, password: 'password123' });
  expect(answer.error).toMatchObject({ code: 'PASSWORD_COMMON', fields: { password: 'PASSWORD_COMMON' } });
  const login = await browser.rest('POST /api/v1/auth/login', { email, password: 'password123' });
  expect(login.status).toBe(401);
});

test.for(['POST /api/v1/auth/register', 'POST /api/v1/register', 'POST /api/auth/register'])(
  '%s is refused where registration is closed',
  async (route, { closed }) => {
    const body = { email: newEmail(), username: `a${randomUUID().slice(0, 8)}`, password };
    const answer = await closed.newBrowser().rest(route, body);
    expect([answer.status, answer.error?.code]).toEqual([403, 'REGISTRATION_CLOSED']);
  },
);

test('a registration opens a session, and tells the user and both tokens', async ({ server }) => {
  const email = newEmail();
  const body = { email, password, username: `ann-${randomUUID().slice(0, 8)}`, full_name: 'Ann Lee' };
  const answer = await server.newBrowser().rest('POST /api/v1/auth/register', body);
  expect(answer.status).toBe(201);
  expect(answer.setCookies).toEqual([]);
  expect(answer.data).toMatchObject({
    user: {
      email,
      username: body.username,
      full_name: 'Ann Lee',
      is_active: true,
      role: 'user',
      locale: 'en',
    },
    access_token: expect.any(String),
    refresh_token: expect.any(String),
    token_type: 'bearer',
    expires_in: 900,
  });
});

test('a sign-in with a wrong password is refused as one with an unknown name', async ({ owner }) => {
  const wrong = await owner.browser.rest('POST /api/v1/auth/login', { email: owner.email, password });
  const unknown = await owner.browser.rest('POST /api/v1/auth/login', { email: newEmail(), password });
  for (const { status, error, headers } of [wrong, unknown]) {
    expect([status, error?.code]).toEqual([401, 'INVALID_CREDENTIALS']);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  }
});

test('a sign-in takes the username in the place of the e-mail, and remembers on request', async ({
  server,
  owner,
}) => {
  const me = await owner.call('GET /api/v1/users/me');
  const body = { email: me.data.username, password: owner.password, remember_me: true };
  const answer = await owner.browser.rest('POST /api/v1/auth/login', body);
  expect(answer.status).toBe(200);
  expect(answer.data).toMatchObject({ user: { id: owner.id }, token_type: 'bearer', expires_in: 900 });
  const sessions = await findSessions(server, owner.id);
  expect(sessions.map((session) => session.remember_me)).toEqual([false, true]);
});

test('a sign-in with the device token of an earlier one is no new device', async ({ server, owner }) => {
  const body = { email: owner.email, password: owner.password };
  const first = await owner.browser.rest('POST /api/v1/auth/login', body);
  const { device_token: deviceToken } = first.data;
  const again = await owner.browser.rest('POST /api/v1/auth/login', { ...body, device_token: deviceToken });
  expect(again.data.device_token).toBe(deviceToken);
  const devices = await server.db.selectFrom('known_devices').where('user_id', '=', owner.id).execute();
  expect(devices).toHaveLength(2);
});

test('an invented refresh token is refused, and one of a cookie too', async ({ server, person, owner }) => {
  const cookie = person.browser.jar.get('qp_refresh');
  for (const refreshToken of ['invented', cookie]) {
    const browser = server.newBrowser();
    const answer = await browser.rest('POST /api/v1/auth/refresh', { refresh_token: refreshToken });
    expect([answer.status, answer.error?.code]).toEqual([401, 'REFRESH_INVALID']);
  }
  expect((await owner.call('GET /api/v1/auth/me')).status).toBe(200);
});

test('a stolen refresh token ends the session when it comes a second time', async ({ server, owner }) => {
  const refresh = (token: string) =>
    owner.browser.rest('POST /api/v1/auth/refresh', { refresh_token: token });
  const second = (await refresh(owner.refreshToken)).data.refresh_token;
  await refresh(second);
  await moveRotationBack(server, owner.id, 60);
  const stolen = await refresh(owner.refreshToken);
  expect([stolen.status, stolen.error?.code]).toEqual([401, 'REFRESH_REUSED']);
  expect((await owner.call('GET /api/v1/auth/me')).status).toBe(401);
});

test('a refresh gives new tokens without the user; in grace it gives no refresh token', async ({ owner }) => {
  const body = { refresh_token: owner.refreshToken };
  const answer = await owner.browser.rest('POST /api/v1/auth/refresh', body);
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.data).toSorted()).toEqual([
    'access_token',
    'expires_in',
    'refresh_token',
    'token_type',
  ]);
  const grace = await owner.browser.rest('POST /api/v1/auth/refresh', body);
  expect(Object.keys(grace.data).toSorted()).toEqual(['access_token', 'expires_in', 'token_type']);
});

test('a sign-out ends the session at once, and is silent about unknown tokens', async ({ owner }) => {
  const body = { refresh_token: owner.refreshToken };
  const answer = await owner.browser.rest('POST /api/v1/auth/logout', body);
  expect([answer.status, answer.body]).toEqual([204, '']);
  expect((await owner.call('GET /api/v1/auth/me')).status).toBe(401);
  expect((await owner.browser.rest('POST /api/v1/auth/logout', { refresh_token: 'x' })).status).toBe(204);
});

test('an account alone needs a username', async ({ server }) => {
  const answer = await server.newBrowser().rest('POST /api/v1/register', { email: newEmail(), password });
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { username: 'REQUIRED' } });
});

test('an account alone has no session, no device and no sign-in until its owner signs in', async ({
  server,
}) => {
  const body = { email: newEmail(), username: `bob-${randomUUID().slice(0, 8)}`, password };
  const browser = server.newBrowser();
  const answer = await browser.rest('POST /api/v1/register', body);
  expect(answer.status).toBe(201);
  expect(answer.data).toMatchObject({ email: body.email, username: body.username, last_login_at: null });
  expect(await findSessions(server, answer.data.id)).toEqual([]);
  expect(await auditEventsOf(server, answer.data.id)).toEqual(['registered']);
  expect((await mailsTo(server, body.email)).map(({ kind }) => kind)).toEqual(['verify-email']);
  const login = await browser.rest('POST /api/v1/auth/login', { email: body.email, password });
  expect(login.data.user.last_login_at).not.toBeNull();
});

test('the token form refuses JSON, bad credentials and another grant', async ({ server, owner }) => {
  const browser = server.newBrowser();
  const ask = (body: string, headers: Record<string, string> = form) =>
    browser.send('/api/v1/token', { method: 'POST', body, headers });
  const json = { 'content-type': 'application/json' };
  const named = `username=${encodeURIComponent(owner.email)}`;
  expect((await ask('{}', json)).error?.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  expect((await ask(`${named}&password=wrong`)).status).toBe(401);
  const grant = await ask(`${named}&password=x&grant_type=client_credentials`);
  expect(grant.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { grant_type: 'INVALID' } });
});

test('the token form signs in by e-mail or username, as OAuth clients write it', async ({ owner }) => {
  const me = await owner.call('GET /api/v1/auth/me');
  for (const username of [owner.email, me.data.username]) {
    const body = new URLSearchParams({ grant_type: 'password', username, password: owner.password });
    const answer = await owner.browser.send('/api/v1/token', {
      method: 'POST',
      body: String(body),
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    });
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({ token_type: 'bearer', expires_in: 900 });
    expect([typeof answer.data.access_token, typeof answer.data.refresh_token]).toEqual(['string', 'string']);
    expect(answer.data.user).toBeUndefined();
  }
});
