import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSessions, moveRotationBack, registerPerson, type Person } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const callers = 50;
/** A hundred rounds are the promise; everyday runs take a sample of it. */
const rounds = process.env['QP_LONG_TESTS'] ? 100 : 10;

let first: TestServer;
let second: TestServer;
beforeAll(async () => {
  first = await startTestServer();
  second = await startTestServer({ replicaOf: first });
});
afterAll(async () => {
  await second.close();
  await first.close();
});

async function issue({ email, password }: Person): Promise<{ accessToken: string; refreshToken: string }> {
  return (await first.newBrowser().mutate('tokens.issue', { identifier: email, password })).data;
}

function refresh(server: TestServer, refreshToken: string): Promise<Answer> {
  return server.newBrowser().mutate('tokens.refresh', { refreshToken });
}

function me(server: TestServer, accessToken: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return server.newBrowser().query('users.me', undefined, { headers });
}

/** One round of parallel refreshes on both replicas: the refresh tokens handed out. */
async function refreshInParallel(token: string): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: callers }, (_, n) => refresh(n % 2 ? first : second, token)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(callers).fill(200));
  expect(answers.every(({ data }) => data.accessToken)).toBe(true);
  expect(answers.flatMap(({ setCookies }) => setCookies)).toEqual([]);
  return answers.flatMap(({ data }) => data.refreshToken ?? []);
}

describe('a Bearer client', () => {
  test(
    'that refreshes fifty times at once on two replicas rotates once a round and stays signed in',
    { timeout: 300_000 },
    async () => {
      const person = await registerPerson(first);
      let { refreshToken } = await issue(person);
      for (let round = 1; round <= rounds; round += 1) {
        const handedOut = await refreshInParallel(refreshToken);
        expect(handedOut).toHaveLength(1);
        refreshToken = handedOut[0]!;
      }
      const rows = await findSessions(first, person.id);
      expect(rows.find(({ channel }) => channel === 'bearer')).toMatchObject({
        generation: rounds,
        revoked_at: null,
      });
      const { data } = await refresh(second, refreshToken);
      expect((await me(first, data.accessToken)).status).toBe(200);
    },
  );

  test('whose answer was lost keeps its token, recovers with it, and the lost one is theft from then on', async () => {
    const person = await registerPerson(first);
    const { refreshToken: parent } = await issue(person);
    const [lost] = await refreshInParallel(parent);
    await moveRotationBack(first, person.id, 11);
    const [next] = await refreshInParallel(parent);
    expect((await refresh(first, next!)).status).toBe(200);
    expect((await refresh(second, lost!)).error?.code).toBe('REFRESH_REUSED');
    expect((await refresh(second, next!)).error?.code).toBe('SESSION_REVOKED');
  });

  test('whose token is old is a thief, once however many come, and no access token of the chain speaks any more', async () => {
    const person = await registerPerson(first);
    const issued = await issue(person);
    const { data: middle } = await refresh(first, issued.refreshToken);
    const { data: last } = await refresh(first, middle.refreshToken);
    const answers = await Promise.all(
      Array.from({ length: callers }, (_, n) => refresh(n % 2 ? first : second, issued.refreshToken)),
    );
    const codes = answers.map(({ error }) => error?.code);
    expect(codes).toContain('REFRESH_REUSED');
    expect(codes.filter((code) => code !== 'REFRESH_REUSED' && code !== 'SESSION_REVOKED')).toEqual([]);
    for (const { accessToken } of [issued, middle, last])
      expect((await me(second, accessToken)).error?.code).toBe('UNAUTHENTICATED');
    const events = await first.db
      .selectFrom('audit_events')
      .select('id')
      .where('user_id', '=', person.id)
      .where('event', '=', 'refresh-reused')
      .execute();
    expect(events).toHaveLength(1);
    expect((await person.browser.query('users.me')).status).toBe(200);
  });

  test('that is revoked while it refreshes is handed nothing that lives', { timeout: 60_000 }, async () => {
    const person = await registerPerson(first);
    for (let round = 0; round < 20; round += 1) {
      const { refreshToken } = await issue(person);
      const pending = [first, second, first, second].map((server) => refresh(server, refreshToken));
      await second.newBrowser().mutate('tokens.revoke', { refreshToken });
      const answers = await Promise.all(pending);
      const handedOut = answers.flatMap(({ data }) => data?.refreshToken ?? []);
      for (const token of [refreshToken, ...handedOut])
        expect((await refresh(first, token)).error?.code).toBe('SESSION_REVOKED');
      for (const token of answers.flatMap(({ data }) => data?.accessToken ?? []))
        expect((await me(second, token)).status).toBe(401);
    }
  });
});

describe('tokens.refresh refuses', () => {
  test.each([
    ['an empty token as none', '', 'UNAUTHENTICATED'],
    ['another kind of token', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'REFRESH_INVALID'],
    ['one much too long', 'A'.repeat(5000), 'REFRESH_INVALID'],
    ['an invented one', `qpr1.${'A'.repeat(112)}`, 'REFRESH_INVALID'],
  ])('%s', async (_case, token, code) => {
    expect((await refresh(first, token)).error?.code).toBe(code);
    const revoked = await first.newBrowser().mutate('tokens.revoke', { refreshToken: token });
    expect(revoked.data).toEqual({ ok: true });
  });
});
