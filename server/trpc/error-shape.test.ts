import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { startTestServer } from '#server/testing/test-server.ts';
import { sendRaw } from '#server/testing/raw-http.ts';

const json = { 'content-type': 'application/json' };

test.for([
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
  ['a form', 'POST', '/trpc/auth.login', {}, 'a=b', 415, 'UNSUPPORTED_MEDIA_TYPE', 'UNSUPPORTED_MEDIA_TYPE'],
] as const)(
  'a refusal at /trpc has the one shape: %s',
  async ([_who, method, path, headers, body, status, code, trpcCode], { server }) => {
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
  },
);

test.for([
  ['/api', 404, 'NOT_FOUND'],
  ['/api/v1/nothing', 404, 'NOT_FOUND'],
  ['/api/%zz', 400, 'MALFORMED_REQUEST'],
] as const)('a refusal at /api has the one shape: %s', async ([path, status, code], { server }) => {
  const answer = await sendRaw(server.url, path, { method: 'POST', body: 'x' });
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(JSON.parse(answer.body)).toEqual({
    type: `/api/docs#${code}`,
    title: expect.stringMatching(/^[A-Z][a-z ]+$/),
    status,
    detail: expect.stringMatching(/\.$/),
    code,
    request_id: answer.headers['x-request-id'],
  });
});

test.for([
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
] as const)('a field that is %s is refused by its name', async ([_what, input, fields], { server }) => {
  const answer = await server.newBrowser().mutate('auth.login', input);
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED' });
  expect(answer.error?.fields).toEqual(fields);
});

test('a field called __proto__ is unknown like any other', async ({ server }) => {
  const body = '{"identifier":"a","password":"x","__proto__":{"isAdmin":true}}';
  const answer = await sendRaw(server.url, '/trpc/auth.login', { method: 'POST', headers: json, body });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('"fields":{"__proto__":"UNKNOWN_FIELD"}');
});

test('a broken password rule alone is the refusal itself; with a second mistake it is one field', async ({
  server,
}) => {
  const browser = server.newBrowser();
  const alone = await browser.mutate('auth.register', { email: 'a@example.com', password: 'short' });
  const second = await browser.mutate('auth.register', { email: 'a', password: 'short' });
  expect(alone.error).toMatchObject({ code: 'PASSWORD_TOO_SHORT', params: { minimum: 8 } });
  expect(alone.error?.fields).toEqual({ password: 'PASSWORD_TOO_SHORT' });
  expect(second.error).toMatchObject({ code: 'VALIDATION_FAILED' });
  expect(second.error?.fields).toEqual({ email: 'INVALID', password: 'PASSWORD_TOO_SHORT' });
});

test.for([
  ['password123', 'PASSWORD_COMMON'],
  ['aaaaaaaaaaaa', 'PASSWORD_WEAK'],
] as const)(
  'the guessable password %s is refused together with another mistake',
  async ([password, code], { server }) => {
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

test('a bug is answered with a code and a request id, and logged with its cause', async () => {
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

test.for(['abcd1234', 'A'.repeat(64), '0-0-0-0-0'])(
  'the request id %s is accepted',
  async (id, { server }) => {
    const answer = await server.newBrowser().send('/trpc/system.health', { headers: { 'x-request-id': id } });
    expect(answer.headers.get('x-request-id')).toBe(id);
  },
);

test.for(['short', 'A'.repeat(65), 'has spaces in it', 'dots.are.refused', 'abcd1234, abcd1234', ''])(
  'the request id "%s" is replaced',
  async (id, { server }) => {
    const answer = await server.newBrowser().send('/nowhere', { headers: { 'x-request-id': id } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  },
);
