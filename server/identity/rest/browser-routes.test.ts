import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { findSessions } from '#server/testing/people.ts';

const listed = 'https://partner.example';
const test = withServer({ environment: { CORS_ORIGINS: listed } });
const password = 'a long enough passphrase 7';
const cookies = ['qp_access', 'qp_refresh', 'qp_device'];

const routes = ['POST /api/auth/register', 'POST /api/auth/login', 'POST /api/auth/logout'] as const;
const bodyOf = (route: string, email: string) => (route.endsWith('logout') ? undefined : { email, password });

describe.each(routes)('%s', (route) => {
  test.for([
    ['a Bearer token', { authorization: 'Bearer x' }],
    ['an empty Authorization header', { authorization: '' }],
    ['an origin of CORS_ORIGINS', { origin: listed }],
  ] as const)('with %s it is refused, and touches no cookie', async ([_what, headers], { server }) => {
    const body = bodyOf(route, `${randomUUID()}@example.com`);
    const answer = await server.newBrowser().rest(route, body, { headers });
    expect([answer.status, answer.error?.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.setCookies).toEqual([]);
  });

  test.for([
    ['another origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling host', { 'sec-fetch-site': 'same-site' }],
  ] as const)(
    'from %s it is refused, and touches no cookie',
    async ([_what, headers], { server, person }) => {
      const answer = await person.browser.rest(route, bodyOf(route, person.email), { headers });
      expect([answer.status, answer.error?.code]).toEqual([403, 'ORIGIN_REFUSED']);
      expect(answer.setCookies).toEqual([]);
      expect((await findSessions(server, person.id)).map((one) => one.revoked_at)).toEqual([null]);
    },
  );

  test.for(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'with a body of the type "%s" it is refused',
    async (type, { server }) => {
      const body = '{"email":"a@example.com","password":"a long enough passphrase 7"}';
      const headers = type === '' ? {} : { 'content-type': type };
      const [method, path] = route.split(' ');
      const answer = await server
        .newBrowser()
        .send(path!, { method: method!, body: Buffer.from(body), headers });
      expect([answer.status, answer.error?.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    },
  );
});

test('a registration sets the cookies of tRPC, and its body holds no token', async ({ server }) => {
  const browser = server.newBrowser();
  const body = { email: `${randomUUID()}@example.com`, password };
  const answer = await browser.rest('POST /api/auth/register', body, {
    headers: { 'accept-language': 'ru' },
  });
  expect([answer.status, answer.data]).toEqual([201, { message: 'Аккаунт создан, вы вошли.' }]);
  expect(answer.setCookies).toEqual(cookies);
  expect((await browser.query('users.me')).data.email).toBe(body.email);
});

test('a sign-in sets cookies, ends the session that came along, and tells id and e-mail', async ({
  server,
  person,
}) => {
  const body = { email: person.email, password: person.password, remember_me: true };
  const answer = await person.browser.rest('POST /api/auth/login', body);
  expect([answer.status, answer.data]).toEqual([200, { user: { id: person.id, email: person.email } }]);
  expect(answer.headers.getSetCookie().join()).toMatch(/qp_access=[^;]+; Max-Age=\d+; Path=\/; .*HttpOnly/);
  const [former, present] = await findSessions(server, person.id);
  expect([former?.revoked_reason, present?.revoked_reason]).toEqual(['replaced', null]);
});

test('a refused sign-in sets no cookie', async ({ server, person }) => {
  const browser = server.newBrowser();
  const answer = await browser.rest('POST /api/auth/login', { email: person.email, password: 'wrong' });
  expect([answer.status, answer.error?.code]).toEqual([401, 'INVALID_CREDENTIALS']);
  expect(answer.headers.get('www-authenticate')).toBeNull();
  expect(answer.setCookies).toEqual([]);
});

test('a sign-out without a body ends the session and clears its cookies, the device stays', async ({
  server,
  person,
}) => {
  const answer = await person.browser.rest('POST /api/auth/logout');
  expect([answer.status, answer.data]).toEqual([200, { message: 'You are signed out.' }]);
  expect(answer.setCookies).toEqual(['qp_access', 'qp_refresh']);
  expect([...person.browser.jar.keys()]).toEqual(['qp_device']);
  expect((await findSessions(server, person.id)).map((one) => one.revoked_reason)).toEqual(['logout']);
});

test('/api/v1 neither reads cookies nor sets them', async ({ server, person }) => {
  const { email, password: own } = person;
  const login = await person.browser.rest('POST /api/v1/auth/login', { email, password: own });
  expect([login.status, login.setCookies]).toEqual([200, []]);
  const [ofCookie] = await findSessions(server, person.id);
  expect(ofCookie?.revoked_at).toBeNull();
  const stranger = { cookie: [...person.browser.jar].map((pair) => pair.join('=')).join('; ') };
  expect(
    (await server.newBrowser().rest('GET /api/v1/users/me', undefined, { headers: stranger })).status,
  ).toBe(401);
});
