import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerPerson, type Person } from '#server/testing/people.ts';
import { sendRaw } from '#server/testing/raw-http.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const own = 'http://localhost:3000';
const listed = 'https://partner.example';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer({ environment: { CORS_ORIGINS: `${listed}, https://second.example:8443` } });
  person = await registerPerson(server);
});
afterAll(() => server.close());

function cookies() {
  return [...person.browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** What `users.updateProfile` takes; a procedure without input gets none. */
const bodyFor = (path: string) => (path === '/trpc/users.updateProfile' ? '{"version":1000}' : '');

function call(path: string, headers: Record<string, string>, method = 'POST') {
  const sent = {
    cookie: cookies(),
    ...(method === 'POST' && { 'content-type': 'application/json' }),
    ...headers,
  };
  return sendRaw(server.url, path, {
    method,
    headers: sent,
    body: method === 'POST' ? bodyFor(path) : '',
  });
}

describe('a mutation from somebody else’s page changes nothing', () => {
  test.each([
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
  ])('%o', async (headers) => {
    const answer = await call('/trpc/users.updateProfile', { ...headers });
    expect(answer.status).toBe(403);
    expect(answer.error).toMatchObject({ code: 'ORIGIN_REFUSED' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('nor with a Bearer token: whatever the credentials', async () => {
    const authorization = `Bearer ${person.browser.jar.get('qp_access')}`;
    const answer = await call('/trpc/users.updateProfile', { authorization, 'sec-fetch-site': 'cross-site' });
    expect(answer.error).toMatchObject({ code: 'ORIGIN_REFUSED' });
  });
});

describe('a mutation from our own page, or from no page', () => {
  test.each([
    {},
    { origin: own },
    { 'sec-fetch-site': 'same-origin', origin: own },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    { referer: 'https://evil.example/' },
  ])('reaches its procedure with its cookies: %o', async (headers) => {
    const answer = await call('/trpc/users.updateProfile', { ...headers });
    expect(answer.error).toMatchObject({ code: 'CONFLICT_VERSION' });
  });
});

describe('a query', () => {
  test.each([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }])(
    'reads the same wherever it comes from, and no other page can read the answer: %o',
    async (headers) => {
      const answer = await call('/trpc/users.me', { ...headers }, 'GET');
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(answer.headers.vary).toContain('Origin');
    },
  );
});

describe('a listed origin', () => {
  test.each([{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])(
    'calls as if it had no cookie, whatever Sec-Fetch-Site says: %o',
    async (headers) => {
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

  test('speaks with a Bearer token, and may read the answer and two headers of it', async () => {
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

  test('is not signed out by its own logout, and cannot end the cookie’s session', async () => {
    const answer = await call('/trpc/auth.logout', { origin: listed });
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await person.browser.query('users.me')).status).toBe(200);
  });

  test('may read refusals too, those before the router included', async () => {
    for (const path of ['/trpc/%zz', '/trpc/nothing', '/api/nothing', '/api/v1/health'])
      expect((await call(path, { origin: listed }, 'GET')).headers['access-control-allow-origin']).toBe(
        listed,
      );
  });

  test.each(['auth.login', 'auth.register'])('opens nothing by %s', async (procedure) => {
    const credentials = { identifier: person.email, email: 'new@example.com', password: person.password };
    for (const headers of [{ origin: listed }, { authorization: 'Bearer x' }, { authorization: '' }]) {
      const answer = await server.newBrowser().mutate(procedure, credentials, { headers });
      expect(answer.status).toBe(401);
      expect(answer.error).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(answer.setCookies).toEqual([]);
    }
  });
});

describe('a preflight', () => {
  const asked = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization, content-type',
  };

  test.each(['/trpc/users.me', '/api/v1/health'])('of a listed origin is answered at %s', async (path) => {
    const answer = await sendRaw(server.url, path, {
      method: 'OPTIONS',
      headers: { origin: listed, ...asked },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': listed,
      'access-control-allow-headers': 'authorization, content-type, x-request-id',
      'access-control-allow-methods': 'GET, POST',
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    expect(answer.headers.vary).toContain('Origin');
  });

  test.each([own, 'https://evil.example', 'null'])('of %s gets none of it', async (origin) => {
    const answer = await sendRaw(server.url, '/trpc/users.me', {
      method: 'OPTIONS',
      headers: { origin, ...asked },
    });
    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('outside /trpc and /api gets none of it, listed or not', async () => {
    for (const path of ['/healthz', '/readyz', '/']) {
      const answer = await sendRaw(server.url, path, { method: 'GET', headers: { origin: listed } });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});
