import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson } from '#server/testing/people.ts';
import { callRoute, listedRoutes, validBody, type ListedRoute } from '#server/testing/route-calls.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { callers, verdictOn, type CallerKind } from '#server/trpc/policy-table.ts';

type Change = { role?: 'admin'; is_active?: false };

async function become(server: TestServer, id: string, change: Change): Promise<void> {
  await server.db.updateTable('users').set(change).where('id', '=', id).execute();
}

// A second admin, or the first could not leave.
test.beforeAll(async ({ server }) => become(server, (await registerPerson(server)).id, { role: 'admin' }));

/** Makes the call with all that the caller has: cookies, tokens and password. */
async function call(server: TestServer, route: ListedRoute, caller: CallerKind): Promise<Answer> {
  const { id, email, password, browser } = await registerPerson(server);
  const tokens = (await browser.mutate('tokens.issue', { identifier: email, password })).data;
  const isStranger = caller === 'anonymous';
  const name = `name-${randomUUID().slice(0, 8)}`;
  const known = {
    email: route.path.endsWith('/register') ? `${randomUUID()}@example.com` : isStranger ? 'nobody' : email,
    username: route.path.endsWith('/token') && !isStranger ? email : name,
    password,
    current_password: password,
    new_password: `another password ${randomUUID()}`,
    refresh_token: isStranger ? 'invented' : tokens.refreshToken,
  };
  if (caller === 'admin') await become(server, id, { role: 'admin' });
  if (caller === 'disabled') await become(server, id, { is_active: false });
  const sender = isStranger ? server.newBrowser() : browser;
  const accessToken = isStranger ? undefined : tokens.accessToken;
  return callRoute(sender, route, { body: validBody(route, known), accessToken });
}

/**
 * What the answer says of who called. Where anyone may call, a stranger has nothing to present and may be told so. An
 * invented challenge is refused whoever presents it.
 */
function verdictOf({ status, error }: Answer, { policy }: ListedRoute, caller: CallerKind) {
  if (status < 300) return 'allowed';
  const isOwnCode = policy.codes.some((code) => code === error?.code);
  const isOfWhatWasPresented =
    policy.who === 'anyone' && (caller === 'anonymous' || error?.code === 'CHALLENGE_EXPIRED');
  return isOfWhatWasPresented && isOwnCode ? 'allowed' : error?.code;
}

describe.each(listedRoutes)('$path', (route) => {
  test.for(callers)('the route answers %s as the policy table says', async (caller, { server }) => {
    const answer = await call(server, route, caller);
    expect(verdictOf(answer, route, caller), `${answer.status} ${answer.body}`).toBe(
      verdictOn(route.policy, caller),
    );
  });
});

test.for(listedRoutes.filter(({ route, input }) => route.method !== 'GET' || input !== null))(
  '$path refuses a field it does not know',
  async (route, { server, person }) => {
    const { id, browser, email, password } = person;
    if (route.policy.who.includes(':')) await become(server, id, { role: 'admin' });
    const { accessToken } = (await browser.mutate('tokens.issue', { identifier: email, password })).data;
    const answer = await callRoute(server.newBrowser(), route, { body: { surprise: 1 }, accessToken });
    expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { surprise: 'UNKNOWN_FIELD' } });
  },
);
