import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { registerPerson } from '#server/testing/people.ts';
import { exchangeBytes, sendRaw } from '#server/testing/raw-http.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const authSecret = 'planted-signing-words-9f8e7d6c5b4a3210';

const pagesFolder = mkdtempSync(join(tmpdir(), 'quantpulse-pages-'));
for (const name of ['index.html', 'robots.txt']) writeFileSync(join(pagesFolder, name), '');

afterAll(() => rmSync(pagesFolder, { recursive: true }));

const test = withServer({ environment: { AUTH_SECRET: authSecret } });

const json = { 'content-type': 'application/json' };

function lines(of: TestServer): Record<string, unknown>[] {
  return of.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const requestsOf = (of: TestServer) => lines(of).filter((line) => line['msg'] === 'request');

function lineOf(server: TestServer, requestId: unknown): Record<string, unknown> | undefined {
  return lines(server).find((line) => line['requestId'] === requestId && line['msg'] === 'request');
}

test('a request is logged in one line with its id, actor, procedure, status and time', async ({
  server,
  person,
}) => {
  const { browser, id } = person;
  const answer = await browser.query('users.me');
  const requestId = answer.headers.get('x-request-id');
  await expect
    .poll(() => lineOf(server, requestId))
    .toMatchObject({
      method: 'GET',
      path: '/trpc/users.me',
      procedures: 'users.me',
      actorId: id,
      status: 200,
      durationMs: expect.any(Number),
    });
  expect(lines(server).filter((line) => line['requestId'] === requestId)).toHaveLength(1);
});

test('a sign-in is logged with the user it signed in', async ({ server, person }) => {
  const { email: identifier, password, id } = person;
  const answer = await server.newBrowser().mutate('auth.login', { identifier, password });
  await expect
    .poll(() => lineOf(server, answer.headers.get('x-request-id')))
    .toMatchObject({ procedures: 'auth.login', actorId: id });
});

test('a request that was refused before the router is logged in one line too', async ({ server }) => {
  const answer = await sendRaw(server.url, '/trpc/%zz');
  await expect.poll(() => lineOf(server, answer.headers['x-request-id'])).toMatchObject({ status: 400 });
});

test.for(['/healthz', '/readyz', '/api/v1/health', '/', '/login', '/robots.txt'])(
  'checks of %s are not logged while all is well, whatever the query',
  async (path, { server }) => {
    const own = await startTestServer({ replicaOf: server, pagesFolder });
    const { status } = await sendRaw(own.url, `${path}?a=/trpc/`);
    await sendRaw(own.url, '/trpc/system.health');
    await own.close();
    expect(status).toBe(200);
    expect(requestsOf(own)).toMatchObject([{ path: '/trpc/system.health' }]);
  },
);

test('missing pages, refused methods and failing checks are logged', async ({ server }) => {
  const own = await startTestServer({ replicaOf: server, pagesFolder });
  const asked = [
    await sendRaw(own.url, '/missing.js'),
    await sendRaw(own.url, '/', { method: 'POST' }),
    await sendRaw(own.url, '/api/v1/healthy'),
  ];
  await own.close();
  expect(requestsOf(own).map((line) => line['status'])).toEqual(asked.map(({ status }) => status));
});

test('no secret appears in the log at its lowest level, wherever it was typed', async ({
  server,
  person,
}) => {
  const planted = 'correct-horse-Пароль-77';

  const { browser, email, password } = person;
  const tokens = [...browser.jar.values()];
  await browser.mutate('auth.login', { identifier: planted, password });
  await browser.mutate('auth.login', { identifier: email, password: planted });
  await browser.mutate('auth.login', { identifier: email, password: planted, extra: planted });
  await browser.mutate('auth.register', { email, password: planted });
  await browser.mutate('auth.register', { email: planted, password: planted });
  await browser.mutate('auth.refresh');
  await browser.query('users.me', { password: planted });
  await browser.query('users.me', undefined, { headers: { authorization: `Bearer ${tokens[0]}` } });
  await sendRaw(server.url, '/trpc/auth.login', {
    method: 'POST',
    headers: json,
    body: `{"password":"${planted}`,
  });
  await sendRaw(server.url, '/', {
    headers: { cookie: `qp_refresh=${tokens[1]}`, 'x-request-id': tokens[1] ?? '' },
  });
  await browser.mutate('auth.logout');
  tokens.push(...browser.jar.values());
  const log = server.logLines.join('');
  expect(tokens.length).toBeGreaterThan(1);
  for (const secret of [planted, password, authSecret, ...tokens, ...tokens.map((token) => token.slice(-30))])
    expect(log).not.toContain(secret);
  expect(log).not.toMatch(/\$2b\$|qpr1\.|eyJ/);
});

test.for([
  '/trpc/%0d%0a%7B%22level%22%3A60%7D',
  '/trpc/%1b%5B31mred,system.health?batch=1',
  '/trpc/%C2%9B31m',
  '/trpc/%E2%80%A8line',
  '/a%0Ab',
  '/a%1b[2J',
])('a forged log line in the path %s stays one line', async (path, { server }) => {
  const answer = await sendRaw(server.url, path);
  await expect.poll(() => lineOf(server, answer.headers['x-request-id'])).toBeDefined();
});

test('letters above ASCII in path, user agent or identifier stay in one log line', async ({ server }) => {
  await exchangeBytes(
    server.url,
    Buffer.from(
      'GET /\x9b31m HTTP/1.1\r\nHost: a\r\nUser-Agent: \x9b31m\r\nConnection: close\r\n\r\n',
      'latin1',
    ),
  );
  const identifier = 'a\r\n{"level":60}\u001b[31m';
  await server.newBrowser().mutate('auth.login', { identifier, password: 'a\r\nb' });
  const agent = {
    'user-agent': '\u009b31m',
    'x-forwarded-for': '\u009b31m',
    'x-request-id': 'aaaaaaaa\u009b',
  };
  await server.newBrowser().mutate('auth.login', { identifier: 'nobody', password: 'x' }, { headers: agent });
  expect(lines(server).filter((line) => line['level'] === 60)).toEqual([]);
});

test('every log line consists of printable letters', ({ server }) => {
  expect(server.logLines.length).toBeGreaterThan(10);
  for (const line of server.logLines) {
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  }
});

test('X-Forwarded-For without a trusted proxy is reported once, without its content', async ({ server }) => {
  const own = await startTestServer({ replicaOf: server });
  for (const address of ['6.6.6.6', '7.7.7.7'])
    await own.newBrowser().send('/healthz', { headers: { 'x-forwarded-for': address } });
  const warnings = own.logLines.filter((line) => line.includes('TRUSTED_PROXY_HOPS'));
  await own.close();
  expect(warnings).toHaveLength(1);
  expect(own.logLines.join('')).not.toMatch(/6\.6\.6\.6|7\.7\.7\.7/);
});

test('X-Forwarded-For behind a trusted proxy is not reported', async ({ server }) => {
  const own = await startTestServer({ replicaOf: server, environment: { TRUSTED_PROXY_HOPS: '1' } });
  await own.newBrowser().send('/healthz', { headers: { 'x-forwarded-for': '6.6.6.6' } });
  await own.close();
  expect(own.logLines.join('')).not.toContain('TRUSTED_PROXY_HOPS');
});

test.for([
  ['0', '127.0.0.1'],
  ['1', '2.2.2.2'],
  ['2', '1.1.1.1'],
  ['3', '127.0.0.1'],
] as const)('with %s trusted hops a session remembers the address %s', async ([hops, ip], { server }) => {
  const own = await startTestServer({ replicaOf: server, environment: { TRUSTED_PROXY_HOPS: hops } });
  const person = await registerPerson(own);
  const { email: identifier, password } = person;
  const headers = {
    'x-forwarded-for': '1.1.1.1, 2.2.2.2',
    'x-real-ip': '9.9.9.9',
    forwarded: 'for=9.9.9.9',
  };
  await person.browser.mutate('auth.login', { identifier, password }, { headers });
  const { data } = await person.browser.query('sessions.list');
  await own.close();
  expect(data.find((session: { current: boolean }) => session.current).ip).toBe(ip);
});
