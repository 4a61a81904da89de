import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';

function sendBatch(browser: TestBrowser, procedures: string[], { inputs = {}, headers = {} } = {}) {
  return browser.mutate(`${procedures.join(',')}?batch=1`, inputs, { headers });
}

test('a batch of eleven calls is one refusal, and nothing of it runs', async ({ server }) => {
  const answer = await sendBatch(
    server.newBrowser(),
    Array.from({ length: 11 }, () => 'auth.session'),
  );
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({ code: 'BATCH_REFUSED' });
});

test('a batch of eleven calls whose commas are written in percent is refused as well', async ({ server }) => {
  const path = Array.from({ length: 11 }, () => 'auth.session').join('%2C');
  const answer = await server.newBrowser().send(`/trpc/${path}?batch=1`);
  expect(answer.error).toMatchObject({ code: 'BATCH_REFUSED' });
});

test('a batch of ten calls runs', async ({ server }) => {
  const answer = await sendBatch(
    server.newBrowser(),
    Array.from({ length: 10 }, () => 'auth.session'),
  );
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toHaveLength(10);
});

test('a batch of queries and mutations is refused whole, with a code', async ({ server }) => {
  const answer = await sendBatch(server.newBrowser(), ['system.health', 'auth.logout']);
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({ code: 'BATCH_REFUSED' });
});

test.for(['auth.login', 'auth.register', 'auth.refresh', 'auth.logout'])(
  '%s in a batch is refused, and its neighbour is answered',
  async (procedure, { person }) => {
    const answer = await person.browser.mutate(`${procedure},nobody.knows?batch=1`, {
      0: { identifier: person.email, password: person.password },
    });
    const [refused, neighbour] = JSON.parse(answer.body);
    expect(answer.status).toBe(207);
    expect(refused.error.data.app.code).toBe('BATCH_REFUSED');
    expect(refused.error.data.httpStatus).toBe(400);
    expect(neighbour.error.data.app.code).toBe('NOT_FOUND');
    expect(answer.setCookies).toEqual([]);
    expect((await person.browser.query('users.me')).status).toBe(200);
  },
);

test('a sign-in that httpBatchLink sends as a batch of one opens its session', async ({ server, person }) => {
  const inputs = { 0: { identifier: person.email, password: person.password } };
  const answer = await sendBatch(server.newBrowser(), ['auth.login'], { inputs });
  expect(answer.status).toBe(200);
  expect(answer.setCookies).toEqual(['qp_access', 'qp_refresh', 'qp_device']);
});

test('a batch whose inputs are no object is malformed', async ({ server }) => {
  const answer = await server.newBrowser().mutate('auth.login?batch=1', 'text');
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('MALFORMED_REQUEST');
});

test.for([
  { accept: 'application/jsonl' },
  { 'trpc-accept': 'application/jsonl' },
  { accept: 'text/event-stream' },
])(
  'no answer is streamed to %o, so status and cookies stand before the calls run',
  async (headers, { server }) => {
    const answer = await sendBatch(server.newBrowser(), ['users.me', 'sessions.list'], { headers });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toHaveLength(2);
  },
);
