import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appRouter } from '#server/router.ts';
import { strangeAnswers } from '#server/testing/factor-input.ts';
import { askedForFactor, enableTotp, verifyEmailOf } from '#server/testing/factors.ts';
import { moneyInput } from '#server/testing/money.ts';
import { registerAdmin, registerPerson, type Person } from '#server/testing/people.ts';
import { createTestBrowser, type TestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';
import { validInput } from '#server/testing/valid-input.ts';
import { policiesOf, type ProcedurePolicy } from '#server/trpc/policy.ts';

const policies = policiesOf(appRouter);
const limits = [...new Set(policies.flatMap((policy) => policy.limits))];
/** The second call finds the budget of one spent. */
const calls = 2;

let unlimited: TestServer;
beforeAll(async () => {
  unlimited = await startTestServer();
});
afterAll(() => unlimited.close());

interface Limited {
  readonly limited: TestServer;
  /** Unset where every limit is on at once. */
  readonly limit?: string;
}

interface Presented {
  readonly path: string;
  readonly limit: string | undefined;
  readonly person: Person;
  readonly caller: TestBrowser;
}

/** Wrong second factors, for the calls that take one. Where its limit is asked for, an app proves who calls. */
async function presentFactors({ path, limit, person, caller }: Presented, known: Record<string, unknown>) {
  if (path.startsWith('factors.')) await verifyEmailOf(unlimited, person);
  const { used, made } = strangeAnswers();
  const isAdding = path === 'factors.addPasskey';
  if (isAdding || path === 'auth.loginWithPasskey')
    Object.assign(known, { response: isAdding ? made : used });
  if (path === 'auth.loginWithPasskey') await caller.mutate('auth.passkeyOptions');
  const isOfCode = path.endsWith('.secondFactor') || limit === 'LIMIT_SECOND_FACTORS_PER_ACCOUNT';
  if (!isOfCode || !/^(?:auth\.(?:secondFactor|reauthenticate)|tokens\.secondFactor)$/.test(path)) return;
  delete known['password'];
  Object.assign(known, { method: 'totp', code: '000000' });
  if (path === 'auth.reauthenticate') return;
  await enableTotp(unlimited, person);
  const { email: identifier, password } = person;
  caller.jar.set('qp_challenge', (await askedForFactor(unlimited, person)).jar.get('qp_challenge')!);
  const issued = await unlimited.newBrowser().mutate('tokens.issue', { identifier, password });
  known['challenge'] = issued.error?.params?.['challenge'];
}

/**
 * The codes of two calls that present what counts. That is a wrong password, a new e-mail, another username, or the
 * newest refresh token.
 */
async function codesOfCalls({ path, type, who }: ProcedurePolicy, { limited, limit }: Limited) {
  const register = who.includes(':') ? registerAdmin : registerPerson;
  const { browser, email, password, id } = await register(unlimited);
  const known: Record<string, unknown> = {
    identifier: email,
    password: 'a wrong password of somebody',
    currentPassword: 'a wrong password of somebody',
    newPassword: `another password ${randomUUID()}`,
    sessionId: randomUUID(),
    userId: id,
    version: 1,
  };
  const tokens = await browser.mutate('tokens.issue', { identifier: email, password });
  known['refreshToken'] = tokens.data.refreshToken;
  const caller = createTestBrowser(limited.url, limited.config.appOrigin);
  for (const name of ['qp_access', 'qp_refresh']) caller.jar.set(name, browser.jar.get(name)!);
  Object.assign(known, await moneyInput(unlimited, path, { owner: id }));
  await presentFactors({ path, limit, person: { browser, email, password, id }, caller }, known);
  const codes: (string | undefined)[] = [];
  for (let count = 0; count < calls; count += 1) {
    const other = {
      email: `${randomUUID()}@example.com`,
      newEmail: `${randomUUID()}@example.com`,
      username: `name-${randomUUID().slice(0, 8)}`,
    };
    const input = validInput(path, { ...known, ...other });
    const answer = type === 'query' ? await caller.query(path, input) : await caller.mutate(path, input);
    codes.push(answer.error?.code);
    known['refreshToken'] = answer.data?.refreshToken ?? known['refreshToken'];
  }
  return codes;
}

/** For the tests of one `describe`: a replica on which each of these limits allows one call. */
function replicaLimitedBy(names: readonly string[]): () => TestServer {
  let limited: TestServer;
  beforeAll(async () => {
    const environment = Object.fromEntries(names.map((name) => [name, '1/60m']));
    limited = await startTestServer({ replicaOf: unlimited, environment });
  });
  afterAll(() => limited.close());
  return () => limited;
}

describe.each(limits)('%s', (limit) => {
  const limited = replicaLimitedBy([limit]);

  test.each(policies.filter((policy) => policy.limits.length > 0))(
    'the limit counts $path exactly when its row says so',
    async (policy) => {
      const codes = await codesOfCalls(policy, { limited: limited(), limit });
      expect(codes.includes('RATE_LIMITED')).toBe(policy.limits.includes(limit));
    },
  );
});

describe('all limits at once', () => {
  const limited = replicaLimitedBy(limits);

  test.each(policies.filter((policy) => policy.limits.length === 0))(
    'no limit counts $path, whose row names none',
    async (policy) => {
      expect(await codesOfCalls(policy, { limited: limited() })).not.toContain('RATE_LIMITED');
    },
  );
});
