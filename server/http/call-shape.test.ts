import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { sendRaw } from '#server/testing/raw-http.ts';

const test = withServer().extend('post', ({ server }) => {
  return (path: string, contentType: string | undefined, body = '') => {
    const headers = contentType === undefined ? {} : { 'content-type': contentType };
    return sendRaw(server.url, `/trpc/${path}`, { method: 'POST', headers, body });
  };
});

test.for([
  undefined,
  '',
  'text/plain',
  'text/plain; application/json',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/jsonx',
  'application/json-patch+json',
  'application/json; charset=utf-16',
  'application/json; charset=iso-8859-1',
  'application/json; boundary=x',
  'application/json, text/plain',
  'text/json',
])(
  'a mutation with the content type %s is refused with 415, with and without a body',
  async (contentType, { post }) => {
    for (const body of ['', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n']) {
      const answer = await post('auth.logout', contentType, body);
      expect(answer.status).toBe(415);
      expect(answer.error).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  },
);

test.for([
  'application/json',
  'APPLICATION/JSON',
  'application/json;charset=UTF-8',
  'application/json; charset="utf-8"',
])('a mutation with the content type %s is read as JSON', async (contentType, { post }) => {
  expect((await post('auth.logout', contentType)).status).toBe(200);
});

test.for(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
  'the method %s is refused, and the answer lists the allowed ones',
  async (method, { server }) => {
    const answer = await sendRaw(server.url, '/trpc/auth.logout', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, POST');
  },
);

test('GET of a mutation is refused before anything runs', async ({ server }) => {
  const answer = await sendRaw(server.url, '/trpc/auth.logout');
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('POST');
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('a query may be sent by POST, which keeps its input out of URLs', async ({ post }) => {
  expect((await post('system.health', 'application/json')).status).toBe(200);
});

test.for([
  ['/trpc/%', 400],
  ['/trpc/%zz', 400],
  ['/trpc/%ff', 400],
  ['/trpc/%c0%af', 400],
  ['/trpc/%ed%a0%80', 400],
  ['/trpc//system.health', 404],
  ['/trpc/a/b/system.health', 404],
  ['/trpc/a%2fsystem.health', 404],
  ['/trpc/./system.health', 404],
  ['/trpc/../trpc/system.health', 404],
  ['/trpc/%2e%2e/system.health', 404],
  ['/trpc/system.health/', 404],
  ['/trpc/system.health%00', 404],
  ['/trpc/System.Health', 404],
  ['/trpc/__proto__', 404],
  ['/trpc/auth.constructor', 404],
  ['/trpc/_def', 404],
  ['/trpc', 404],
  ['/trpc/', 404],
  [`/trpc/${'a/'.repeat(3000)}`, 404],
  [`/trpc/${'a.'.repeat(3000)}`, 404],
] as const)('the path %s is answered with %i as JSON', async ([path, status], { server }) => {
  const answer = await sendRaw(server.url, path);
  expect(answer.status).toBe(status);
  expect(answer.error).toMatchObject({ code: status === 400 ? 'MALFORMED_REQUEST' : 'NOT_FOUND' });
});

test('a path beside /trpc and /api is no call', async ({ server }) => {
  for (const path of ['/TRPC/system.health', '/trpcs/system.health', '/Api/v1/health', '/apis/v1/health'])
    expect((await sendRaw(server.url, path)).headers['content-type']).toMatch(/^text\/plain/);
});

test.for(['{', '%22%ff%22', '%22%c3%28%22', '%', 'undefined', "'a'", '{%22a%22:1,}'])(
  'a query input that is no UTF-8 JSON is malformed, also where the procedure has none: %s',
  async (input, { server }) => {
    const answer = await sendRaw(server.url, `/trpc/system.health?input=${input}`);
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ code: 'MALFORMED_REQUEST' });
  },
);

test.for(['', '?input=', '?input=null', '?input=%7B+%7D'])(
  'the query input %s is read',
  async (query, { server }) => {
    expect((await sendRaw(server.url, `/trpc/system.health${query}`)).status).toBe(200);
  },
);

test('a query input in Cyrillic is read, and its fields are judged', async ({ server }) => {
  const query = '?input=%7B%22%D0%B8+%D0%B8%22%3A1%7D';
  const answer = await sendRaw(server.url, `/trpc/system.health${query}`);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { 'и и': 'UNKNOWN_FIELD' } });
});

test.for([
  { host: '[' },
  { host: 'a b' },
  { host: 'evil.example' },
  { 'content-type': 'multipart/form-data' },
  { accept: 'text/html' },
  { 'x-http-method-override': 'DELETE' },
  {
    'x-forwarded-host': 'evil.example',
    forwarded: 'for=1.2.3.4;host=evil.example',
    'x-real-ip': '1.2.3.4',
  },
])('the headers %o change nothing about a query', async (headers, { server }) => {
  const answer = await sendRaw(server.url, '/trpc/system.health', {
    headers: { ...headers },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.body).not.toContain('evil');
});

const oddHeaders = [
  { host: 'a:b@x' },
  { host: '[' },
  { 'content-type': 'multipart/form-data' },
  { 'trpc-accept': 'application/jsonl' },
];

test.for(oddHeaders)(
  'calls of mixed kinds are refused by their code under the headers %o',
  async (headers, { server }) => {
    const answer = await sendRaw(server.url, '/trpc/users.me,auth.logout?batch=1', { headers });
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ code: 'BATCH_REFUSED' });
    expect(answer.headers['content-type']).toBe('application/json');
  },
);

test.for(oddHeaders)(
  'connection parameters change nothing about a batch under the headers %o',
  async (headers, { server }) => {
    const path = '/trpc/system.health,system.health?batch=1&connectionParams=%7B%7D';
    const answer = await sendRaw(server.url, path, { headers });
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, [{ result: {} }, { result: {} }]]);
  },
);

test.for([
  ['/trpc//u:p@h#x', 400],
  ['/trpc/\\u:p@h#x', 400],
  ['/trpc/\\u:p@h?connectionParams=null', 404],
] as const)(
  'the target %s, which some read as another host, is refused',
  async ([path, status], { server }) => {
    expect((await sendRaw(server.url, path)).status).toBe(status);
  },
);

test('an absolute request target is read as its path', async ({ server }) => {
  const answer = await sendRaw(server.url, 'http://evil.example/trpc/system.health');
  expect(answer.status).toBe(200);
});
