import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cookieOf,
  findSessions,
  moveRotationBack,
  refreshWith,
  registerPerson,
  setCookieOf,
  signIn,
} from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

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

describe('fifty refreshes at once', () => {
  test.each([
    ['one server', () => [first]],
    ['two replicas', () => [first, second]],
  ])(
    'on %s: one rotation a round, one refresh token handed out, nobody signed out',
    { timeout: 240_000 },
    async (_case, servers) => {
      const person = await registerPerson(first);
      let token = cookieOf(person.browser, 'qp_refresh');
      let accessTokens: string[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        ({ next: token, accessTokens } = await refreshInParallel(servers(), token));
        const [row] = await findSessions(first, person.id);
        expect(row).toMatchObject({ generation: round, revoked_at: null });
      }
      for (const access of accessTokens.slice(0, 3)) {
        const answer = await second
          .newBrowser()
          .query('users.me', undefined, { cookies: { qp_access: access } });
        expect(answer.status).toBe(200);
      }
      expect((await refreshWith(second, token)).setCookies).toEqual(['qp_access', 'qp_refresh']);
    },
  );

  test('after a lost answer: one recovers, the others are in its grace, and the lost token is theft', async () => {
    const person = await registerPerson(first);
    const parent = cookieOf(person.browser, 'qp_refresh');
    const { next: lost } = await refreshInParallel([first], parent);
    await moveRotationBack(first, person.id, 11);
    const { next } = await refreshInParallel([first, second], parent);
    expect((await refreshWith(first, next)).status).toBe(200);
    expect((await refreshWith(second, lost)).error?.code).toBe('REFRESH_REUSED');
  });

  test('with a token that is old already: the session ends and nobody is handed anything', async () => {
    const person = await registerPerson(first);
    const old = cookieOf(person.browser, 'qp_refresh');
    await person.browser.mutate('auth.refresh');
    await person.browser.mutate('auth.refresh');
    const answers = await Promise.all(Array.from({ length: callers }, () => refreshWith(second, old)));
    expect(answers.flatMap((answer) => answer.setCookies)).toEqual([]);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401]));
  });
});

describe('logout against refresh', () => {
  function tokensOf(answers: readonly Answer[], name: string): string[] {
    return answers.flatMap((answer) => setCookieOf(answer, name) || []);
  }

  test('fifty races on two replicas leave nothing alive', { timeout: 60_000 }, async () => {
    const person = await registerPerson(first);
    for (let round = 0; round < 50; round += 1) {
      const browser = await signIn(first, person);
      const token = cookieOf(browser, 'qp_refresh');
      const refreshes = [first, second, first, second].map((server) => refreshWith(server, token));
      const logout = browser.mutate('auth.logout');
      const answers = await Promise.all(refreshes);
      expect((await logout).status).toBe(200);
      for (const answer of answers) expect([200, 401]).toContain(answer.status);
      for (const next of [token, ...tokensOf(answers, 'qp_refresh')])
        expect((await refreshWith(second, next)).error?.code).toBe('SESSION_REVOKED');
      for (const qp_access of tokensOf(answers, 'qp_access'))
        expect(
          (await second.newBrowser().query('users.me', undefined, { cookies: { qp_access } })).status,
        ).toBe(401);
    }
    const rows = await findSessions(first, person.id);
    expect(rows.filter((row) => row.revoked_at === null)).toHaveLength(1);
  });
});
