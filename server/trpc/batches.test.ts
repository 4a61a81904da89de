import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function batch(procedures: string[], inputs: Record<number, unknown> = {}, headers = {}) {
  return server.newBrowser().mutate(`${procedures.join(',')}?batch=1`, inputs, { headers });
}

describe('a batch', () => {
  test('of eleven calls is one refusal, and nothing of it runs', async () => {
    const answer = await batch(Array.from({ length: 11 }, () => 'auth.session'));
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ code: 'BATCH_REFUSED' });
  });

  test('of eleven calls whose commas are written in percent is refused as well', async () => {
    const path = Array.from({ length: 11 }, () => 'auth.session').join('%2C');
    const answer = await server.newBrowser().send(`/trpc/${path}?batch=1`);
    expect(answer.error).toMatchObject({ code: 'BATCH_REFUSED' });
  });

  test('of ten calls runs', async () => {
    const answer = await batch(Array.from({ length: 10 }, () => 'auth.session'));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toHaveLength(10);
  });

  test('of queries and mutations is refused whole, with a code', async () => {
    const answer = await batch(['system.health', 'auth.logout']);
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ code: 'BATCH_REFUSED' });
  });

  test.each(['auth.login', 'auth.register', 'auth.refresh', 'auth.logout'])(
    'with %s in it refuses that call, and its neighbour is answered',
    async (procedure) => {
      const person = await registerPerson(server);
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

  test('of one is no batch: a sign-in sent by httpBatchLink opens its session', async () => {
    const { email, password } = await registerPerson(server);
    const answer = await batch(['auth.login'], { 0: { identifier: email, password } });
    expect(answer.status).toBe(200);
    expect(answer.setCookies).toEqual(['qp_access', 'qp_refresh', 'qp_device']);
  });

  test('whose inputs are no object is malformed', async () => {
    const answer = await server.newBrowser().mutate('auth.login?batch=1', 'text');
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('MALFORMED_REQUEST');
  });
});

describe('a streamed answer', () => {
  test.each([
    { accept: 'application/jsonl' },
    { 'trpc-accept': 'application/jsonl' },
    { accept: 'text/event-stream' },
  ])('is not given to %o: status and cookies stand before the calls would have run', async (headers) => {
    const answer = await batch(['users.me', 'sessions.list'], {}, headers);
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toHaveLength(2);
  });
});
