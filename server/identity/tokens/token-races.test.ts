import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { findSessions, moveRotationBack, type Person } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const callers = 50;
/** A hundred rounds are the promise; everyday runs take a sample of it. */
const rounds = process.env['QP_LONG_TESTS'] ? 100 : 10;

async function issue(
  server: TestServer,
  { email, password }: Person,
): Promise<{ accessToken: string; refreshToken: string }> {
  return (await server.newBrowser().mutate('tokens.issue', { identifier: email, password })).data;
}

function refresh(server: TestServer, refreshToken: string): Promise<Answer> {
  return server.newBrowser().mutate('tokens.refresh', { refreshToken });
}

function me(server: TestServer, accessToken: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return server.newBrowser().query('users.me', undefined, { headers });
}

/** One round of parallel refreshes on both replicas: the refresh tokens handed out. */
async function refreshInParallel(server: TestServer, replica: TestServer, token: string): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: callers }, (_, n) => refresh(n % 2 ? server : replica, token)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(callers).fill(200));
  expect(answers.every(({ data }) => data.accessToken)).toBe(true);
  expect(answers.flatMap(({ setCookies }) => setCookies)).toEqual([]);
  return answers.flatMap(({ data }) => data.refreshToken ?? []);
}

test(
  'a Bearer client that refreshes fifty times at once rotates once and stays signed in',
  { timeout: 300_000 },
  async ({ server, replica, person }) => {
    let { refreshToken } = await issue(server, person);
    for (let round = 1; round <= rounds; round += 1) {
      const handedOut = await refreshInParallel(server, replica, refreshToken);
      expect(handedOut).toHaveLength(1);
      refreshToken = handedOut[0]!;
    }
    const rows = await findSessions(server, person.id);
    expect(rows.find(({ channel }) => channel === 'bearer')).toMatchObject({
      generation: rounds,
      revoked_at: null,
    });
    const { data } = await refresh(replica, refreshToken);
    expect((await me(server, data.accessToken)).status).toBe(200);
  },
);

test('a Bearer client whose answer was lost recovers with its token; the lost token is then theft', async ({
  server,
  replica,
  person,
}) => {
  const { refreshToken: parent } = await issue(server, person);
  const [lost] = await refreshInParallel(server, replica, parent);
  await moveRotationBack(server, person.id, 11);
  const [next] = await refreshInParallel(server, replica, parent);
  expect((await refresh(server, next!)).status).toBe(200);
  expect((await refresh(replica, lost!)).error?.code).toBe('REFRESH_REUSED');
  expect((await refresh(replica, next!)).error?.code).toBe('SESSION_REVOKED');
});

test('fifty Bearer refreshes with an old token end the session, and the theft is audited once', async ({
  server,
  replica,
  person,
}) => {
  const issued = await issue(server, person);
  const { data: middle } = await refresh(server, issued.refreshToken);
  const { data: last } = await refresh(server, middle.refreshToken);
  const answers = await Promise.all(
    Array.from({ length: callers }, (_, n) => refresh(n % 2 ? server : replica, issued.refreshToken)),
  );
  const codes = answers.map(({ error }) => error?.code);
  expect(codes).toContain('REFRESH_REUSED');
  expect(codes.filter((code) => code !== 'REFRESH_REUSED' && code !== 'SESSION_REVOKED')).toEqual([]);
  for (const { accessToken } of [issued, middle, last])
    expect((await me(replica, accessToken)).error?.code).toBe('UNAUTHENTICATED');
  const events = await server.db
    .selectFrom('audit_events')
    .select('id')
    .where('user_id', '=', person.id)
    .where('event', '=', 'refresh-reused')
    .execute();
  expect(events).toHaveLength(1);
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test(
  'a Bearer client that is revoked while it refreshes gets no living token',
  { timeout: 60_000 },
  async ({ server, replica, person }) => {
    for (let round = 0; round < 20; round += 1) {
      const { refreshToken } = await issue(server, person);
      const pending = [server, replica, server, replica].map((each) => refresh(each, refreshToken));
      await replica.newBrowser().mutate('tokens.revoke', { refreshToken });
      const answers = await Promise.all(pending);
      const handedOut = answers.flatMap(({ data }) => data?.refreshToken ?? []);
      for (const token of [refreshToken, ...handedOut])
        expect((await refresh(server, token)).error?.code).toBe('SESSION_REVOKED');
      for (const token of answers.flatMap(({ data }) => data?.accessToken ?? []))
        expect((await me(replica, token)).status).toBe(401);
    }
  },
);

test.for([
  ['an empty token as none', '', 'UNAUTHENTICATED'],
  ['another kind of token', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'REFRESH_INVALID'],
  ['one much too long', 'A'.repeat(5000), 'REFRESH_INVALID'],
  ['an invented one', `qpr1.${'A'.repeat(112)}`, 'REFRESH_INVALID'],
] as const)('tokens.refresh and tokens.revoke answer %s', async ([_case, token, code], { server }) => {
  expect((await refresh(server, token)).error?.code).toBe(code);
  const revoked = await server.newBrowser().mutate('tokens.revoke', { refreshToken: token });
  expect(revoked.data).toEqual({ ok: true });
});
