import { expect } from 'vitest';
import { withServer, replicaWith } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  mintAccess,
  moveRotationBack,
  refreshWith,
  registerPerson,
  setCookieOf,
  signIn,
} from '#server/testing/people.ts';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';

const underHttps = { environment: { APP_ORIGIN: 'https://money.example' } };
const test = withServer().extend('secure', { scope: 'file' }, replicaWith(underHttps));

/** Name → attributes without the value; the Expires that goes with a Max-Age says the same. */
function attributesOf(answer: Answer): Record<string, string[]> {
  return Object.fromEntries(
    answer.headers.getSetCookie().map((line) => {
      const [pair = '', ...attributes] = line.split('; ');
      const isKept = (text: string) => !text.startsWith('Expires=') || text.includes('1970');
      return [pair.split('=', 1)[0], attributes.filter(isKept).toSorted()];
    }),
  );
}

const plain = ['HttpOnly', 'Path=/', 'SameSite=Strict'];

function maxAgeOf(attributes: string[] | undefined): number {
  return Number(attributes?.find((text) => text.startsWith('Max-Age='))?.slice('Max-Age='.length));
}

test('session cookies end with the browser, unless the session is to be remembered', async ({
  server,
  person,
}) => {
  const input = { identifier: person.email, password: person.password };
  const answers = [
    await server.newBrowser().mutate('auth.login', input),
    await server.newBrowser().mutate('auth.login', { ...input, rememberMe: false }),
    await person.browser.mutate('auth.refresh'),
  ];
  for (const answer of answers)
    expect(attributesOf(answer)).toMatchObject({ qp_access: plain, qp_refresh: plain });
});

test('cookies of a remembered session keep their end of thirty days through rotation, grace and recovery', async ({
  server,
  person,
}) => {
  const browser = await signIn(server, person, true);
  const parent = cookieOf(browser, 'qp_refresh');
  const thirtyDays = 30 * 86_400;
  const rotated = await browser.mutate('auth.refresh');
  const grace = await refreshWith(server, parent);
  await moveRotationBack(server, person.id, 11);
  const recovered = await refreshWith(server, parent);
  for (const answer of [rotated, grace, recovered])
    for (const attributes of Object.values(attributesOf(answer))) {
      expect(attributes).toEqual(expect.arrayContaining(plain));
      expect(maxAgeOf(attributes)).toBeLessThanOrEqual(thirtyDays);
      expect(maxAgeOf(attributes)).toBeGreaterThan(thirtyDays - 60);
    }
  expect(grace.setCookies).toEqual(['qp_access']);
});

test('session cookies have the prefix __Host- and the attribute Secure under https', async ({ secure }) => {
  const answer = await secure
    .newBrowser()
    .mutate('auth.register', { email: 'host@example.com', password: 'a long password' });
  const attributes = [...plain, 'Secure'].toSorted();
  expect(attributesOf(answer)).toEqual({
    '__Host-qp_access': attributes,
    '__Host-qp_refresh': attributes,
    '__Host-qp_device': [...attributes, 'Max-Age=34560000'].toSorted(),
  });
});

test('session cookies without the prefix __Host- are ignored under https', async ({ secure, person }) => {
  const cookies = Object.fromEntries(person.browser.jar);
  const answer = await secure.newBrowser().query('auth.session', undefined, { cookies });
  expect(answer.data).toMatchObject({ user: null, canRefresh: false });
});

test('tokens of session cookies never appear in a response body', async ({ person }) => {
  const answer = await person.browser.mutate('auth.refresh');
  expect(answer.body).not.toContain('qpr1.');
  expect(answer.body).not.toContain(cookieOf(person.browser, 'qp_access'));
  expect(Object.keys(answer.data)).toEqual(['accessExpiresAt', 'sessionExpiresAt']);
});

test('a session ends after a day, or thirty when remembered, and no rotation moves its end', async ({
  server,
  person,
}) => {
  await signIn(server, person, true);
  const [first, second] = await findSessions(server, person.id);
  const hours = (row: typeof first) => (row!.expires_at.getTime() - row!.created_at.getTime()) / 3_600_000;
  expect(hours(first)).toBeCloseTo(24, 3);
  expect(hours(second)).toBeCloseTo(720, 3);
  for (let count = 0; count < 3; count += 1) await person.browser.mutate('auth.refresh');
  expect((await findSessions(server, person.id))[0]!.expires_at).toEqual(first!.expires_at);
});

test('an access token never outlives its session', async ({ server, person }) => {
  const end = new Date(Date.now() + 120_000);
  await server.db.updateTable('sessions').set({ expires_at: end }).where('user_id', '=', person.id).execute();
  const answer = await person.browser.mutate('auth.refresh');
  expect(answer.data.sessionExpiresAt).toBe(end.toISOString());
  expect(Date.parse(answer.data.accessExpiresAt)).toBe(Math.floor(end.getTime() / 1000) * 1000);
  const payload = JSON.parse(atob(setCookieOf(answer, 'qp_access')!.split('.')[1]!)) as { exp: number };
  expect(payload.exp).toBe(Math.floor(end.getTime() / 1000));
});

test("clear-site-data empties the cache alone when the caller's sessions end", async ({ server }) => {
  const [first, second, third] = [
    await registerPerson(server),
    await registerPerson(server),
    await registerPerson(server),
  ];
  const answers = [
    await first.browser.mutate('auth.logout'),
    await second.browser.mutate('sessions.revokeAll'),
    await third.browser.mutate('account.delete', { password: third.password }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  for (const { headers } of answers) expect(headers.get('clear-site-data')).toBe('"cache"');
});

test("clear-site-data is not sent where no session of the caller's cookies ended", async ({ person }) => {
  const { browser, password } = person;
  const authorization = `Bearer ${cookieOf(browser, 'qp_access')}`;
  const answers = [
    await browser.mutate('account.delete', { password: `not ${password}` }),
    await browser.mutate('auth.refresh'),
    await browser.mutate('sessions.revokeOthers'),
    await browser.mutate('auth.logout', undefined, { headers: { authorization } }),
    await browser.mutate('sessions.revokeAll'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 200, 200, 200, 401]);
  for (const { headers } of answers) expect(headers.get('clear-site-data')).toBeNull();
});

const cleared = ['Expires=Thu, 01 Jan 1970 00:00:00 GMT', ...plain];

test('a logout ends the session, clears both cookies, and a second one changes nothing', async ({
  server,
  person,
}) => {
  const token = cookieOf(person.browser, 'qp_refresh');
  const cookies = Object.fromEntries(person.browser.jar);
  const answer = await person.browser.mutate('auth.logout');
  expect(answer.data).toEqual({ ok: true });
  expect(attributesOf(answer)).toEqual({ qp_access: cleared, qp_refresh: cleared });
  expect([...person.browser.jar.keys()]).toEqual(['qp_device']);
  expect((await refreshWith(server, token)).error?.code).toBe('SESSION_REVOKED');
  const before = await findSessions(server, person.id);
  const again = await server.newBrowser().mutate('auth.logout', undefined, { cookies });
  expect(again.data).toEqual({ ok: true });
  expect(await findSessions(server, person.id)).toEqual(before);
});

test.for([
  ['the refresh cookie', (browser: TestBrowser) => ({ qp_refresh: cookieOf(browser, 'qp_refresh') })],
  ['the access cookie', (browser: TestBrowser) => ({ qp_access: cookieOf(browser, 'qp_access') })],
] as const)('a logout with %s alone ends the session', async ([_case, cookies], { server, person }) => {
  const { browser, id } = person;
  await server.newBrowser().mutate('auth.logout', undefined, { cookies: cookies(browser) });
  expect((await findSessions(server, id))[0]).toMatchObject({ revoked_reason: 'logout' });
});

test('a logout ends sessions named by a replaced refresh token and by an expired access token', async ({
  server,
  person,
}) => {
  const other = await signIn(server, person);
  const qp_refresh = cookieOf(person.browser, 'qp_refresh');
  await person.browser.mutate('auth.refresh');
  await person.browser.mutate('auth.refresh');
  const [, second] = await findSessions(server, person.id);
  const qp_access = await mintAccess(server, second!, { issuedAgo: 9000, expiresIn: -8000 });
  await server.newBrowser().mutate('auth.logout', undefined, { cookies: { qp_refresh, qp_access } });
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect((await other.query('users.me')).status).toBe(401);
});

test('a logout with a Bearer token ends its session and touches no cookie', async ({ server, person }) => {
  const { browser, id } = person;
  const headers = { authorization: `Bearer ${cookieOf(browser, 'qp_access')}` };
  const answer = await server.newBrowser().mutate('auth.logout', undefined, { headers });
  expect(answer.setCookies).toEqual([]);
  expect((await findSessions(server, id))[0]).toMatchObject({ revoked_reason: 'logout' });
});

test('a logout whose two cookies name two sessions ends both', async ({ server, person }) => {
  const other = await registerPerson(server);
  const cookies = {
    qp_access: cookieOf(person.browser, 'qp_access'),
    qp_refresh: cookieOf(other.browser, 'qp_refresh'),
  };
  await server.newBrowser().mutate('auth.logout', undefined, { cookies });
  for (const { id } of [person, other])
    expect((await findSessions(server, id))[0]).toMatchObject({ revoked_reason: 'logout' });
});

test('a logout with an Authorization header leaves the cookies and their session alone', async ({
  person,
}) => {
  const answer = await person.browser.mutate('auth.logout', undefined, { headers: { authorization: 'x' } });
  expect({ data: answer.data, cookies: answer.setCookies }).toEqual({ data: { ok: true }, cookies: [] });
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('a logout without a session succeeds', async ({ server }) => {
  const answer = await server.newBrowser().mutate('auth.logout', undefined, { cookies: { qp_refresh: 'x' } });
  expect(answer.data).toEqual({ ok: true });
});
