import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askedForFactor, enableTotp } from '#server/testing/factors.ts';
import { registerAdmin, registerPerson, type Person } from '#server/testing/people.ts';
import { callRoute, listedRoutes, validBody, type ListedRoute } from '#server/testing/route-calls.ts';
import { createTestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const limits = [...new Set(listedRoutes.flatMap(({ policy }) => policy.limits))];

let unlimited: TestServer;
beforeAll(async () => {
  unlimited = await startTestServer();
});
afterAll(() => unlimited.close());

interface Asked {
  readonly known?: Record<string, string>;
  readonly cookies?: Record<string, string>;
}

/** A challenge that the right password has opened, and a wrong code for it. */
async function askForFactor(person: Person): Promise<Asked> {
  await enableTotp(unlimited, person);
  const { email: identifier, password } = person;
  const issued = await unlimited.newBrowser().mutate('tokens.issue', { identifier, password });
  const challenge = String(issued.error?.params?.['challenge']);
  const cookie = (await askedForFactor(unlimited, person)).jar.get('qp_challenge') ?? '';
  return { known: { method: 'totp', code: '000000', challenge }, cookies: { qp_challenge: cookie } };
}

/** The codes of two calls that present what counts: a wrong password, a new name, or the newest refresh token. */
async function codesOfCalls(route: ListedRoute, limited: TestServer) {
  const register = route.policy.who.includes(':') ? registerAdmin : registerPerson;
  const person = await register(unlimited);
  const { browser, email, password } = person;
  const tokens = (await browser.mutate('tokens.issue', { identifier: email, password })).data;
  const caller = createTestBrowser(limited.url, limited.config.appOrigin);
  const codes: (string | undefined)[] = [];
  const asked = route.path.endsWith('/second-factor') ? await askForFactor(person) : {};
  let refreshToken = tokens.refreshToken;
  for (let count = 0; count < 2; count += 1) {
    const known = {
      email: route.path.endsWith('/register') ? `${randomUUID()}@example.com` : email,
      username: route.path.endsWith('/token') ? email : `name-${randomUUID().slice(0, 8)}`,
      password: 'a wrong password of somebody',
      current_password: 'a wrong password of somebody',
      new_password: `another password ${randomUUID()}`,
      refresh_token: refreshToken,
      ...asked.known,
    };
    const sent = {
      body: validBody(route, known),
      accessToken: tokens.accessToken,
      cookies: asked.cookies ?? {},
    };
    const answer = await callRoute(caller, route, sent);
    codes.push(answer.error?.code);
    refreshToken = answer.data?.refresh_token ?? refreshToken;
  }
  return codes;
}

describe.each(limits)('%s', (limit) => {
  let limited: TestServer;
  beforeAll(async () => {
    limited = await startTestServer({ replicaOf: unlimited, environment: { [limit]: '1/60m' } });
  });
  afterAll(() => limited.close());

  test.each(listedRoutes)('the limit counts $path exactly when its row says so', async (route) => {
    const isLimited = (await codesOfCalls(route, limited)).includes('RATE_LIMITED');
    expect(isLimited).toBe(route.policy.limits.includes(limit));
  });
});
