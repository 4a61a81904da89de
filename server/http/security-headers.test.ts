import { expect } from 'vitest';
import { withServer, replicaWith } from '#server/testing/fixtures.ts';
import { exchangeBytes, sendRaw } from '#server/testing/raw-http.ts';

const APP_ORIGIN = 'https://money.example';
const test = withServer()
  .extend('secure', { scope: 'file' }, replicaWith({ environment: { APP_ORIGIN } }))
  .extend(
    'wide',
    { scope: 'file' },
    replicaWith({ environment: { APP_ORIGIN, HSTS_INCLUDE_SUBDOMAINS: 'true' } }),
  );

const answers = [
  ['GET', '/healthz'],
  ['GET', '/readyz'],
  ['GET', '/api/v1/health'],
  ['GET', '/api/nothing'],
  ['GET', '/trpc/system.health'],
  ['GET', '/trpc/users.me'],
  ['GET', '/trpc/%zz'],
  ['POST', '/trpc/auth.login'],
  ['OPTIONS', '/trpc/auth.login'],
  ['GET', '/'],
  ['GET', '/.env'],
  ['POST', '/nowhere'],
  ['TRACE', '/nowhere'],
] as const;

/** Headers of the answer at hand, and of its way. */
const ofTheAnswer = new Set(['x-request-id', 'content-length', 'date', 'connection', 'keep-alive']);

test.for(answers)(
  '%s %s forbids inline scripts, frames and content sniffing',
  async ([method, path], { server }) => {
    const { headers } = await sendRaw(server.url, path, { method });
    const policy = String(headers['content-security-policy']);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|upgrade-insecure-requests/);
    for (const directive of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "default-src 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
      expect(policy.split(';')).toContain(directive);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': expect.stringMatching(/origin/),
      'x-request-id': expect.any(String),
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  },
);

test.for(answers)(
  '%s %s forbids every powerful feature but our own passkeys',
  async ([method, path], { server }) => {
    const { headers } = await sendRaw(server.url, path, { method });
    const features = String(headers['permissions-policy']).split(', ');
    for (const name of [
      'camera',
      'microphone',
      'geolocation',
      'usb',
      'serial',
      'hid',
      'payment',
      'display-capture',
    ])
      expect(features).toContain(`${name}=()`);
    expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual([
      'publickey-credentials-create=(self)',
      'publickey-credentials-get=(self)',
    ]);
  },
);

test.for(answers)(
  '%s %s sends HSTS of a year under https, for this host alone',
  async ([method, path], { secure }) => {
    const { headers } = await sendRaw(secure.url, path, { method });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  },
);

test('HSTS covers subdomains under https where the setting says so', async ({ wide }) => {
  const { headers } = await sendRaw(wide.url, '/');
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
});

test.for([
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['a header with a control letter', 'GET / HTTP/1.1\r\nHost: a\r\nX-A: a\u0001b\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  [
    'a length beside chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
  ],
  ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
] as const)('the security headers come with an answer to %s', async ([_what, bytes, status], { server }) => {
  const [head = '', body = ''] = (await exchangeBytes(server.url, bytes)).split('\r\n\r\n');
  const { headers } = await sendRaw(server.url, '/healthz');
  expect(head).toContain(`HTTP/1.1 ${status} `);
  for (const [name, value] of Object.entries(headers).filter(([known]) => !ofTheAnswer.has(known)))
    expect(head.toLowerCase()).toContain(`${name}: ${String(value)}`.toLowerCase());
  const app = { code: 'MALFORMED_REQUEST', requestId: /x-request-id: (.*)/i.exec(head)?.[1] };
  expect(JSON.parse(body)).toMatchObject({
    error: { message: app.code, data: { httpStatus: status, app } },
  });
});

test.for([
  ['no Host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['no Host at a call', 'GET /trpc/system.health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  [
    'an expectation that nobody knows',
    'GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: more\r\nConnection: close\r\n\r\n',
    200,
  ],
] as const)(
  'a request with %s is answered under the same headers',
  async ([_what, bytes, status], { server }) => {
    const [head = '', body = ''] = (await exchangeBytes(server.url, bytes)).split('\r\n\r\n');
    const { headers } = await sendRaw(server.url, '/healthz');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(JSON.parse(body).error?.data.app.code).toBe(status === 400 ? 'MALFORMED_REQUEST' : undefined);
    const names = Object.keys(headers).filter((known) => !ofTheAnswer.has(known));
    for (const name of [...names, 'x-request-id']) expect(head.toLowerCase()).toContain(`${name}: `);
  },
);

test.for(answers.slice(0, 9))('%s %s may not be stored by anybody', async ([method, path], { server }) => {
  expect((await sendRaw(server.url, path, { method })).headers['cache-control']).toBe('no-store');
});
