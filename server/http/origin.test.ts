import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { sendRaw } from '#server/testing/raw-http.ts';

const own = 'http://localhost:3000';
const listed = 'https://partner.example';

/** What `users.updateProfile` takes; a procedure without input gets none. */
const bodyFor = (path: string) => (path === '/trpc/users.updateProfile' ? '{"version":1000}' : '');

const environment = { CORS_ORIGINS: `${listed}, https://second.example:8443` };
const test = withServer({ environment })
  .extend('cookies', ({ person }) => [...person.browser.jar].map((pair) => pair.join('=')).join('; '))
  .extend('call', ({ server, cookies }) => {
    return (path: string, headers: Record<string, string>, method = 'POST') => {
      const isPost = method === 'POST';
      const sent = { cookie: cookies, ...(isPost && { 'content-type': 'application/json' }), ...headers };
      return sendRaw(server.url, path, { method, headers: sent, body: isPost ? bodyFor(path) : '' });
    };
  });

test.for([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', origin: own },
  { 'sec-fetch-site': 'same-site', origin: own },
  { 'sec-fetch-site': 'Same-Origin' },
  { 'sec-fetch-site': '' },
  { 'sec-fetch-site': 'same-origin, cross-site' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: '' },
  { origin: 'http://localhost:3001' },
  { origin: 'https://localhost:3000' },
  { origin: 'http://LOCALHOST:3000' },
  { origin: `${own}/` },
  { origin: `${own}.evil.example` },
  { origin: 'https://partner.example.evil.example' },
  { origin: 'http://partner.example' },
  { origin: 'https://partner.example:444' },
  { origin: `${listed}, ${own}` },
])("a mutation from another site's page changes nothing: %o", async (headers, { call }) => {
  const answer = await call('/trpc/users.updateProfile', { ...headers });
  expect(answer.status).toBe(403);
  expect(answer.error).toMatchObject({ code: 'ORIGIN_REFUSED' });
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test("a mutation from another site's page changes nothing with a Bearer token either", async ({
  person,
  call,
}) => {
  const authorization = `Bearer ${person.browser.jar.get('qp_access')}`;
  const answer = await call('/trpc/users.updateProfile', { authorization, 'sec-fetch-site': 'cross-site' });
  expect(answer.error).toMatchObject({ code: 'ORIGIN_REFUSED' });
});

test.for([
  {},
  { origin: own },
  { 'sec-fetch-site': 'same-origin', origin: own },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
  { referer: 'https://evil.example/' },
])(
  'a mutation from our own page, or from no page, reaches its procedure with its cookies: %o',
  async (headers, { call }) => {
    const answer = await call('/trpc/users.updateProfile', { ...headers });
    expect(answer.error).toMatchObject({ code: 'CONFLICT_VERSION' });
  },
);

test.for([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }])(
  'a query is answered alike from every origin, and no other page can read it: %o',
  async (headers, { call }) => {
    const answer = await call('/trpc/users.me', { ...headers }, 'GET');
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.headers.vary).toContain('Origin');
  },
);

test.for([{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])(
  'a listed origin calls as if it had no cookie, whatever Sec-Fetch-Site says: %o',
  async (headers, { call }) => {
    for (const [path, method] of [
      ['/trpc/users.updateProfile', 'POST'],
      ['/trpc/users.me', 'GET'],
    ] as const) {
      const answer = await call(path, { ...headers, origin: listed }, method);
      expect(answer.error).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(answer.headers['access-control-allow-origin']).toBe(listed);
    }
  },
);

test('a listed origin may call with a Bearer token, and read the answer and two of its headers', async ({
  person,
  call,
}) => {
  const authorization = `Bearer ${person.browser.jar.get('qp_access')}`;
  const answer = await call(
    '/trpc/users.me',
    { origin: listed, authorization, 'sec-fetch-site': 'cross-site' },
    'GET',
  );
  expect(answer.status).toBe(200);
  expect(answer.headers['access-control-allow-origin']).toBe(listed);
  expect(answer.headers['access-control-expose-headers']).toBe('x-request-id, retry-after');
  expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  expect(answer.headers.vary).toContain('Origin');
});

test('a logout from a listed origin ends no cookie session', async ({ person, call }) => {
  const answer = await call('/trpc/auth.logout', { origin: listed });
  expect(answer.status).toBe(200);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('a listed origin may read refusals, also those from before the router', async ({ call }) => {
  for (const path of ['/trpc/%zz', '/trpc/nothing', '/api/nothing', '/api/v1/health'])
    expect((await call(path, { origin: listed }, 'GET')).headers['access-control-allow-origin']).toBe(listed);
});

test.for(['auth.login', 'auth.register'])(
  'a listed origin opens no session by %s',
  async (procedure, { server, person }) => {
    const credentials = { identifier: person.email, email: 'new@example.com', password: person.password };
    for (const headers of [{ origin: listed }, { authorization: 'Bearer x' }, { authorization: '' }]) {
      const answer = await server.newBrowser().mutate(procedure, credentials, { headers });
      expect(answer.status).toBe(401);
      expect(answer.error).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(answer.setCookies).toEqual([]);
    }
  },
);

const asked = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization, content-type',
};

test.for(['/trpc/users.me', '/api/v1/health'])(
  'a preflight of a listed origin is allowed at %s',
  async (path, { server }) => {
    const answer = await sendRaw(server.url, path, {
      method: 'OPTIONS',
      headers: { origin: listed, ...asked },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': listed,
      'access-control-allow-headers': 'authorization, content-type, x-request-id',
      'access-control-allow-methods': path.startsWith('/trpc') ? 'GET, POST' : 'DELETE, GET, HEAD, POST, PUT',
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    expect(answer.headers.vary).toContain('Origin');
  },
);

test.for([own, 'https://evil.example', 'null'])(
  'a preflight of %s is not allowed',
  async (origin, { server }) => {
    const answer = await sendRaw(server.url, '/trpc/users.me', {
      method: 'OPTIONS',
      headers: { origin, ...asked },
    });
    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  },
);

test('a preflight outside /trpc and /api is not allowed, listed or not', async ({ server }) => {
  for (const path of ['/healthz', '/readyz', '/']) {
    const answer = await sendRaw(server.url, path, { method: 'GET', headers: { origin: listed } });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  }
});
