import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  moveRotationBack,
  refreshWith,
  setCookieOf,
  signIn,
} from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const callers = 50;
/** A hundred rounds are the promise; everyday runs take a sample of it. */
const rounds = process.env['QP_LONG_TESTS'] ? 100 : 20;

/** One round of parallel refreshes with one token: the token handed out, if exactly one was. */
async function refreshInParallel(servers: readonly TestServer[], token: string) {
  const answers = await Promise.all(
    Array.from({ length: callers }, (_, index) => refreshWith(servers[index % servers.length]!, token)),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(callers).fill(200));
  const refreshTokens = answers.flatMap((answer) => setCookieOf(answer, 'qp_refresh') ?? []);
  const accessTokens = answers.flatMap((answer) => setCookieOf(answer, 'qp_access') ?? []);
  expect(refreshTokens).toHaveLength(1);
  expect(accessTokens).toHaveLength(callers);
  return { next: refreshTokens[0]!, accessTokens };
}

test.for([
  ['one server', (server: TestServer) => [server]],
  ['two replicas', (server: TestServer, replica: TestServer) => [server, replica]],
] as const)(
  'of fifty refreshes at once on %s one rotates the token, and none is signed out',
  { timeout: 240_000 },
  async ([_case, servers], { server, replica, person }) => {
    let token = cookieOf(person.browser, 'qp_refresh');
    let accessTokens: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      ({ next: token, accessTokens } = await refreshInParallel(servers(server, replica), token));
      const [row] = await findSessions(server, person.id);
      expect(row).toMatchObject({ generation: round, revoked_at: null });
    }
    for (const access of accessTokens.slice(0, 3)) {
      const answer = await replica
        .newBrowser()
        .query('users.me', undefined, { cookies: { qp_access: access } });
      expect(answer.status).toBe(200);
    }
    expect((await refreshWith(replica, token)).setCookies).toEqual(['qp_access', 'qp_refresh']);
  },
);

test('of fifty refreshes at once after a lost answer one recovers, the others get grace', async ({
  server,
  replica,
  person,
}) => {
  const parent = cookieOf(person.browser, 'qp_refresh');
  const { next: lost } = await refreshInParallel([server], parent);
  await moveRotationBack(server, person.id, 11);
  const { next } = await refreshInParallel([server, replica], parent);
  expect((await refreshWith(server, next)).status).toBe(200);
  expect((await refreshWith(replica, lost)).error?.code).toBe('REFRESH_REUSED');
});

test('fifty refreshes at once with an old token end the session and get no token', async ({
  replica,
  person,
}) => {
  const old = cookieOf(person.browser, 'qp_refresh');
  await person.browser.mutate('auth.refresh');
  await person.browser.mutate('auth.refresh');
  const answers = await Promise.all(Array.from({ length: callers }, () => refreshWith(replica, old)));
  expect(answers.flatMap((answer) => answer.setCookies)).toEqual([]);
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401]));
});

function tokensOf(answers: readonly Answer[], name: string): string[] {
  return answers.flatMap((answer) => setCookieOf(answer, name) || []);
}

test(
  'fifty logouts that race against refreshes on two replicas leave no living session of theirs',
  { timeout: 60_000 },
  async ({ server, replica, person }) => {
    for (let round = 0; round < 50; round += 1) {
      const browser = await signIn(server, person);
      const token = cookieOf(browser, 'qp_refresh');
      const refreshes = [server, replica, server, replica].map((each) => refreshWith(each, token));
      const logout = browser.mutate('auth.logout');
      const answers = await Promise.all(refreshes);
      expect((await logout).status).toBe(200);
      for (const answer of answers) expect([200, 401]).toContain(answer.status);
      for (const next of [token, ...tokensOf(answers, 'qp_refresh')])
        expect((await refreshWith(replica, next)).error?.code).toBe('SESSION_REVOKED');
      for (const qp_access of tokensOf(answers, 'qp_access'))
        expect(
          (await replica.newBrowser().query('users.me', undefined, { cookies: { qp_access } })).status,
        ).toBe(401);
    }
    const rows = await findSessions(server, person.id);
    expect(rows.filter((row) => row.revoked_at === null)).toHaveLength(1);
  },
);
