import { expect } from 'vitest';
import { windowLimits } from '#server/config/limits.ts';
import { test } from '#server/testing/fixtures.ts';
import { sendRaw } from '#server/testing/raw-http.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

/** What a page asks first, and the mails themselves. */
async function askOutbox(server: TestServer, headers: Record<string, string>) {
  const list = await sendRaw(server.url, '/trpc/outbox.list', { headers });
  const session = await sendRaw(server.url, '/trpc/auth.session', { headers });
  const { features } = JSON.parse(session.body).result.data;
  return {
    status: list.status,
    code: list.error?.code,
    isOffered: features.outbox,
    isMailed: features.mails,
  };
}

const refused = { status: 404, code: 'NOT_FOUND', isOffered: false, isMailed: true };

test.for([
  ['a proxy that says for whom it asks', { 'x-forwarded-for': '203.0.113.9' }],
  ['a tunnel that says what it was called', { 'x-forwarded-host': 'money.example' }],
  ['a proxy of RFC 7239', { forwarded: 'for=203.0.113.9' }],
  ['a gateway', { via: '1.1 gateway' }],
  ['nginx', { 'x-real-ip': '203.0.113.9' }],
  ['a page whose name was bound to this machine', { host: 'evil.example:3000' }],
  ['another machine that names this one by its address', { host: '192.168.1.5:3000' }],
  ['a name that only begins like this machine', { host: 'localhost.evil.example' }],
] as const)('the outbox does not exist for %s', async ([, headers], { server, person }) => {
  expect(person.email).toContain('@');
  expect(await askOutbox(server, headers)).toEqual(refused);
});

test.for(['localhost:3000', '127.0.0.1', '[::1]:3000'])(
  'the outbox is read on this machine as %s',
  async (host, { server, person }) => {
    expect(await askOutbox(server, { host })).toMatchObject({ status: 200, isOffered: true });
    const { body } = await sendRaw(server.url, '/trpc/outbox.list', { headers: { host } });
    expect(body).toContain(person.email);
  },
);

/** Production refuses a limit that is off. */
const limitsAsShipped = Object.fromEntries(Object.keys(windowLimits).map((name) => [name, '']));

test.for([
  ['in production', { NODE_ENV: 'production', ...limitsAsShipped }],
  ['at an address of the network', { HOST: '0.0.0.0' }],
  ['under another name', { APP_ORIGIN: 'https://money.example' }],
  ['behind a proxy', { TRUSTED_PROXY_HOPS: '1' }],
  ['where mails are sent', { SMTP_URL: 'smtp://127.0.0.1:9' }],
] as const)(
  'the outbox does not exist %s, not even for this machine',
  async ([, environment], { server }) => {
    const other = await startTestServer({ replicaOf: server, environment });
    try {
      const answer = await askOutbox(other, { host: 'localhost:3000' });
      expect(answer).toMatchObject({ status: 404, code: 'NOT_FOUND', isOffered: false });
    } finally {
      await other.close();
    }
  },
);
