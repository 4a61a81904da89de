import { expect } from 'vitest';
import { replicaWith, test as base } from '#server/testing/fixtures.ts';
import { findSessions } from '#server/testing/people.ts';
import { exchangeBytes, sendRaw } from '#server/testing/raw-http.ts';
import { registerByRest } from '#server/testing/rest-people.ts';

const test = base
  .extend('owner', ({ server }) => registerByRest(server))
  .extend('narrow', { scope: 'file' }, replicaWith({ environment: { REQUESTS_PER_MINUTE: '2' } }));
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const problem = /^application\/problem\+json/;

test.for([
  ['GET', '/api/v1/auth/login', 'POST'],
  ['PATCH', '/api/v1/users/me', 'DELETE, GET, HEAD, PUT'],
  ['POST', '/api/v1/users/me/password', 'PUT'],
  ['OPTIONS', '/api/v1/users/me', 'DELETE, GET, HEAD, POST, PUT'],
  ['DELETE', '/api/openapi.json', 'GET, HEAD'],
] as const)(
  '%s %s is refused, and the answer lists the methods',
  async ([method, path, allow], { server }) => {
    const answer = await sendRaw(server.url, path, { method });
    expect([answer.status, answer.error?.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(answer.headers.allow).toBe(allow);
    expect(answer.headers['content-type']).toMatch(problem);
  },
);

test.for([
  ['/api/v1/users/me/', 404],
  ['/api/v1//users/me', 404],
  ['//api/v1/users/me', 404],
  ['/api/V1/users/me', 404],
  ['/api/v1/users/ME', 404],
  ['/api/v1/users/m%65', 404],
  ['/api/%761/users/me', 404],
  ['/api/v1/users%2fme', 404],
  ['/api/v1/./users/me', 404],
  ['/api/v1/../v1/users/me', 404],
  ['/api/v1/users/me;a=b', 404],
  ['/api/v1/users/me%00', 404],
  ['/api/v1/__proto__', 404],
  ['/api/v1/users/%zz', 400],
  ['/api/v1/users/%ff', 400],
] as const)('the path %s is no other spelling of a route', async ([path, status], { server, owner }) => {
  const headers = { authorization: `Bearer ${owner.accessToken}` };
  const answer = await sendRaw(server.url, path, { headers });
  expect(answer.status).toBe(status);
});

test('a cookie opens nothing at a path that only looks like /api/v1', async ({ server, person }) => {
  const cookie = [...person.browser.jar].map((pair) => pair.join('=')).join('; ');
  for (const path of ['/api/%761/users/me', '/api/v1/users/me', '/api/V1/users/me'])
    expect((await sendRaw(server.url, path, { headers: { cookie } })).status).toBeGreaterThanOrEqual(401);
});

test('a cookie at /api/v1 takes nothing from the requests of its owner, and a Bearer token does', async ({
  narrow,
  person,
  owner,
}) => {
  const cookie = [...person.browser.jar].map((pair) => pair.join('=')).join('; ');
  const statusOf = async (headers: Record<string, string>) =>
    (await sendRaw(narrow.url, '/api/v1/users/me', { headers })).status;
  for (let count = 0; count < 4; count += 1) expect(await statusOf({ cookie })).toBe(401);
  const authorization = `Bearer ${owner.accessToken}`;
  const statuses = [await statusOf({ authorization }), await statusOf({ authorization })];
  expect([...statuses, await statusOf({ authorization })]).toEqual([200, 200, 429]);
});

test('HEAD is answered as GET, without the body', async ({ server, owner }) => {
  const headers = { authorization: `Bearer ${owner.accessToken}` };
  const answer = await sendRaw(server.url, '/api/v1/users/me', { method: 'HEAD', headers });
  expect([answer.status, answer.body]).toEqual([200, '']);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
});

test.for([
  ['a form', '/api/v1/auth/login', form],
  ['text', '/api/v1/auth/login', { 'content-type': 'text/plain' }],
  ['no type', '/api/v1/auth/login', {}],
  ['two types', '/api/v1/auth/login', { 'content-type': 'application/json, text/plain' }],
  ['another charset', '/api/v1/auth/login', { 'content-type': 'application/json; charset=utf-16' }],
  ['compressed JSON', '/api/v1/auth/login', { ...json, 'content-encoding': 'gzip' }],
  ['JSON', '/api/v1/token', json],
  ['a multipart form', '/api/v1/token', { 'content-type': 'multipart/form-data; boundary=x' }],
] as const)('a body as %s is refused at %s', async ([_what, path, headers], { server }) => {
  const answer = await sendRaw(server.url, path, { method: 'POST', headers, body: '{}' });
  expect([answer.status, answer.error?.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
});

test.for([
  ['{', json, '/api/v1/auth/login'],
  ['{"email":"a"}x', json, '/api/v1/auth/login'],
  [Buffer.from([0x7b, 0xff, 0x7d]), json, '/api/v1/auth/login'],
  ['username=%zz&password=x', form, '/api/v1/token'],
  ['username=%ff&password=x', form, '/api/v1/token'],
  [Buffer.from('username=\xff', 'latin1'), form, '/api/v1/token'],
] as const)('a body that cannot be read is malformed: %s', async ([body, headers, path], { server }) => {
  const answer = await sendRaw(server.url, path, { method: 'POST', headers, body });
  expect([answer.status, answer.error?.code]).toEqual([400, 'MALFORMED_REQUEST']);
});

test.for(['[]', '"text"', '7', 'null', 'true'])(
  'the JSON %s is no object of fields',
  async (body, { server }) => {
    const answer = await sendRaw(server.url, '/api/v1/auth/login', { method: 'POST', headers: json, body });
    expect([answer.status, answer.error?.code]).toEqual([400, 'VALIDATION_FAILED']);
  },
);

test('a field of a form that comes twice is refused, whichever of the two is right', async ({
  server,
  owner,
}) => {
  const right = `username=${encodeURIComponent(owner.email)}&password=${encodeURIComponent(owner.password)}`;
  for (const body of [`${right}&username=x`, `username=x&${right}`, `${right}&user%6eame=x`]) {
    const answer = await sendRaw(server.url, '/api/v1/token', { method: 'POST', headers: form, body });
    expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { username: 'INVALID' } });
  }
});

test.for([
  ['/api/v1/auth/login', json, '{"email":"a","password":"x","__proto__":{"is_admin":true}}', '__proto__'],
  ['/api/v1/auth/login', json, '{"email":"a","password":"x","constructor":1}', 'constructor'],
  ['/api/v1/token', form, 'username=a&password=x&__proto__=1', '__proto__'],
  ['/api/v1/token', form, 'username=a&password=x&scope=', 'scope'],
  ['/api/v1/token', form, 'username[]=a&username=a&password=x', 'username[]'],
] as const)('at %s the field of %o %s is unknown', async ([path, headers, body, name], { server }) => {
  const answer = await sendRaw(server.url, path, { method: 'POST', headers, body });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain(`"fields":{"${name}":"UNKNOWN_FIELD"}`);
});

test.for(['a\0b', 'a\ud800', 'a\u202eb', 'a\nb'])(
  'the e-mail %j is refused or unknown, and never a 500',
  async (email, { server }) => {
    const body = JSON.stringify({ email: `${email}@example.com`, password: 'a long enough passphrase 7' });
    const login = await sendRaw(server.url, '/api/v1/auth/login', { method: 'POST', headers: json, body });
    const register = await sendRaw(server.url, '/api/v1/auth/register', {
      method: 'POST',
      headers: json,
      body,
    });
    expect([400, 401]).toContain(login.status);
    expect(register.status).toBe(400);
  },
);

test('a body over 64 KB is refused before it is read', async ({ server }) => {
  const body = `{"email":"${'a'.repeat(70_000)}"}`;
  const answer = await sendRaw(server.url, '/api/v1/auth/login', { method: 'POST', headers: json, body });
  expect([answer.status, answer.error?.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
});

test('with a cookie and a Bearer token, the token alone counts', async ({ server, person, owner }) => {
  const cookie = [...person.browser.jar].map((pair) => pair.join('=')).join('; ');
  const headers = { cookie, authorization: `Bearer ${owner.accessToken}` };
  const answer = await sendRaw(server.url, '/api/v1/users/me', { headers });
  expect(JSON.parse(answer.body).id).toBe(owner.id);
  const broken = await sendRaw(server.url, '/api/v1/users/me', {
    headers: { cookie, authorization: 'Bearer x' },
  });
  expect(broken.status).toBe(401);
});

test('two Authorization headers are not mixed: the first counts alone', async ({ server, owner }) => {
  const head = (tokens: string[]) =>
    [
      'GET /api/v1/users/me HTTP/1.1',
      'Host: a',
      ...tokens.map((token) => `Authorization: Bearer ${token}`),
      'Connection: close',
      '',
      '',
    ].join('\r\n');
  expect(await exchangeBytes(server.url, head(['x', owner.accessToken]))).toMatch(/^HTTP\/1\.1 401 /);
  expect(await exchangeBytes(server.url, head([owner.accessToken, 'x']))).toMatch(/^HTTP\/1\.1 200 /);
});

test('a cookie that comes twice signs nobody out', async ({ server, person }) => {
  const value = person.browser.jar.get('qp_refresh');
  const cookie = `qp_refresh=${value}; qp_refresh=${value}`;
  const headers = { cookie, origin: server.config.appOrigin };
  const answer = await sendRaw(server.url, '/api/auth/logout', { method: 'POST', headers });
  expect(answer.status).toBe(200);
  expect((await findSessions(server, person.id)).map((one) => one.revoked_at)).toEqual([null]);
});

test('a length and a chunked body at once are refused as broken HTTP', async ({ server }) => {
  const smuggled = [
    'POST /api/v1/auth/logout HTTP/1.1',
    'Host: a',
    'Content-Type: application/json',
    'Content-Length: 4',
    'Transfer-Encoding: chunked',
    '',
    '0',
    '',
    'GET /api/v1/health HTTP/1.1',
    'Host: a',
    '',
    '',
  ].join('\r\n');
  const answer = await exchangeBytes(server.url, smuggled);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
});

test.for<Record<string, string>>([
  { 'x-http-method-override': 'DELETE' },
  { 'x-original-url': '/api/v1/auth/me' },
  { 'x-rewrite-url': '/api/v1/auth/me' },
])('the header %o changes nothing', async (headers, { owner }) => {
  const answer = await owner.call('GET /api/v1/users/me', undefined, headers);
  expect([answer.status, answer.data.id]).toEqual([200, owner.id]);
});

test('every answer is private, harmless and named, a refusal in the language that is accepted', async ({
  server,
}) => {
  const headers = { 'accept-language': 'de, ru-RU;q=0.8, en;q=0.2', 'x-request-id': 'my-own-id-1' };
  const answer = await sendRaw(server.url, '/api/v1/users/me', { headers });
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'my-own-id-1',
  });
  expect(answer.error).toMatchObject({
    request_id: 'my-own-id-1',
    detail: 'Вы не вошли, или токен доступа истёк. Обновите его или войдите.',
  });
});

test('a bug is answered by a code, and its cause is logged under the route', async ({ server, owner }) => {
  await server.db.schema.alterTable('sessions').renameColumn('channel', 'forgotten').execute();
  const body = { email: owner.email, password: owner.password };
  const answer = await owner.browser.rest('POST /api/v1/auth/login', body);
  await server.db.schema.alterTable('sessions').renameColumn('forgotten', 'channel').execute();
  expect([answer.status, answer.error?.code]).toEqual([500, 'UNEXPECTED']);
  const line = server.logLines.find((one) => one.includes('UNEXPECTED')) ?? '';
  expect(line).toContain('"procedure":"POST /api/v1/auth/login"');
  expect(line).toContain(String(answer.error?.['request_id']));
});
