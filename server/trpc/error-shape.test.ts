import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';
import { sendRaw } from '#server/testing/raw-http.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };

describe('every refusal at /trpc has one shape', () => {
  test.each([
    ['a wrong body', 'POST', '/trpc/auth.login', json, '{', 400, 'MALFORMED_REQUEST', 'BAD_REQUEST'],
    ['a wrong path', 'GET', '/trpc/%zz', {}, '', 400, 'MALFORMED_REQUEST', 'BAD_REQUEST'],
    [
      'a wrong setting of tRPC',
      'GET',
      '/trpc/system.health?connectionParams=x',
      {},
      '',
      400,
      'MALFORMED_REQUEST',
      'BAD_REQUEST',
    ],
    ['a wrong input', 'POST', '/trpc/auth.login', json, '{}', 400, 'VALIDATION_FAILED', 'BAD_REQUEST'],
    ['a stranger', 'GET', '/trpc/users.me', {}, '', 401, 'UNAUTHENTICATED', 'UNAUTHORIZED'],
    [
      'a foreign page',
      'POST',
      '/trpc/auth.logout',
      { ...json, origin: 'https://evil.example' },
      '',
      403,
      'ORIGIN_REFUSED',
      'FORBIDDEN',
    ],
    ['an unknown procedure', 'GET', '/trpc/users.him', {}, '', 404, 'NOT_FOUND', 'NOT_FOUND'],
    [
      'a GET of a mutation',
      'GET',
      '/trpc/auth.logout',
      {},
      '',
      405,
      'METHOD_NOT_ALLOWED',
      'METHOD_NOT_SUPPORTED',
    ],
    ['a DELETE', 'DELETE', '/trpc/auth.logout', {}, '', 405, 'METHOD_NOT_ALLOWED', 'METHOD_NOT_SUPPORTED'],
    [
      'too much',
      'POST',
      '/trpc/auth.login',
      json,
      '"'.padEnd(70_000, 'a'),
      413,
      'PAYLOAD_TOO_LARGE',
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'a form',
      'POST',
      '/trpc/auth.login',
      {},
      'a=b',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ] as const)('%s', async (_who, method, path, headers, body, status, code, trpcCode) => {
    const answer = await sendRaw(server.url, path, { method, headers, body });
    const { error } = JSON.parse(answer.body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(error).toMatchObject({ code: expect.any(Number), message: code });
    expect(error.data).toMatchObject({ code: trpcCode, httpStatus: status, app: { code } });
    expect(error.data.app.requestId).toBe(answer.headers['x-request-id']);
    expect(Object.keys(error).toSorted()).toEqual(['code', 'data', 'message']);
    expect(answer.body).not.toMatch(/stack|node_modules|server\/|expected|invalid input|JSON at/i);
  });
});

describe('every refusal at /api has one shape', () => {
  test.each([
    ['/api', 404, 'NOT_FOUND'],
    ['/api/v1/nothing', 404, 'NOT_FOUND'],
    ['/api/%zz', 400, 'MALFORMED_REQUEST'],
  ])('%s', async (path, status, code) => {
    const answer = await sendRaw(server.url, path, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ error: { code, requestId: answer.headers['x-request-id'] } });
  });
});

describe('what a caller sends wrong is named field by field', () => {
  test.each([
    ['missing', {}, { identifier: 'REQUIRED', password: 'REQUIRED' }],
    ['of another type', { identifier: ['a'], password: 5 }, { identifier: 'INVALID', password: 'INVALID' }],
    ['null', { identifier: null, password: 'x' }, { identifier: 'INVALID' }],
    ['empty', { identifier: ' ', password: 'x' }, { identifier: 'REQUIRED' }],
    ['too long', { identifier: 'a'.repeat(321), password: 'x' }, { identifier: 'TOO_LONG' }],
    ['unknown', { identifier: 'a', password: 'x', role: 'admin' }, { role: 'UNKNOWN_FIELD' }],
    [
      'unknown, called constructor',
      { identifier: 'a', password: 'x', constructor: 1 },
      { constructor: 'UNKNOWN_FIELD' },
    ],
  ])('a field that is %s', async (_what, input, fields) => {
    const answer = await server.newBrowser().mutate('auth.login', input);
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(answer.error?.fields).toEqual(fields);
  });

  test('a field called __proto__ is unknown like any other', async () => {
    const body = '{"identifier":"a","password":"x","__proto__":{"isAdmin":true}}';
    const answer = await sendRaw(server.url, '/trpc/auth.login', { method: 'POST', headers: json, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('"fields":{"__proto__":"UNKNOWN_FIELD"}');
  });

  test('a password rule broken alone is the refusal itself; with a second mistake it is one of two', async () => {
    const browser = server.newBrowser();
    const alone = await browser.mutate('auth.register', { email: 'a@example.com', password: 'short' });
    const second = await browser.mutate('auth.register', { email: 'a', password: 'short' });
    expect(alone.error).toMatchObject({ code: 'PASSWORD_TOO_SHORT', params: { minimum: 8 } });
    expect(alone.error?.fields).toEqual({ password: 'PASSWORD_TOO_SHORT' });
    expect(second.error).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(second.error?.fields).toEqual({ email: 'INVALID', password: 'PASSWORD_TOO_SHORT' });
  });

  test.each([
    ['password123', 'PASSWORD_COMMON'],
    ['aaaaaaaaaaaa', 'PASSWORD_WEAK'],
  ])(
    'a guessable password is told beside another mistake, so that a form tells both at once: %s',
    async (password, code) => {
      const browser = server.newBrowser();
      const alone = await browser.mutate('auth.register', { email: 'a@example.com', password });
      const second = await browser.mutate('auth.register', { email: 'a', password });
      expect(alone.error).toMatchObject({ code, fields: { password: code } });
      expect(second.error).toMatchObject({
        code: 'VALIDATION_FAILED',
        fields: { email: 'INVALID', password: code },
      });
    },
  );
});

describe('a bug', () => {
  test('tells its caller nothing but a code and a request id, and the log its cause', async () => {
    const broken = await startTestServer();
    try {
      const browser = broken.newBrowser();
      await browser.mutate('auth.register', { email: 'a@example.com', password: 'a long enough password' });
      await broken.db.schema.alterTable('sessions').renameColumn('remember_me', 'forgotten').execute();
      const answer = await browser.query('sessions.list');
      expect(answer.status).toBe(500);
      expect(JSON.parse(answer.body).error).toEqual({
        code: -32603,
        message: 'UNEXPECTED',
        data: {
          code: 'INTERNAL_SERVER_ERROR',
          httpStatus: 500,
          path: 'sessions.list',
          app: { code: 'UNEXPECTED', requestId: answer.headers.get('x-request-id') },
        },
      });
      const requestId = answer.headers.get('x-request-id') ?? '';
      expect(broken.logLines.some((line) => line.includes(requestId) && line.includes('remember_me'))).toBe(
        true,
      );
    } finally {
      await broken.close();
    }
  });
});

describe('the request id', () => {
  test.each(['abcd1234', 'A'.repeat(64), '0-0-0-0-0'])('%s is taken over', async (id) => {
    const answer = await server.newBrowser().send('/trpc/system.health', { headers: { 'x-request-id': id } });
    expect(answer.headers.get('x-request-id')).toBe(id);
  });

  test.each(['short', 'A'.repeat(65), 'has spaces in it', 'dots.are.refused', 'abcd1234, abcd1234', ''])(
    '"%s" is replaced',
    async (id) => {
      const answer = await server.newBrowser().send('/nowhere', { headers: { 'x-request-id': id } });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
