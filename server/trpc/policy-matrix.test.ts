import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { appRouter } from '#server/router.ts';
import { factorInput } from '#server/testing/factor-input.ts';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import { giveUpMail } from '#server/testing/mails.ts';
import { moneyInput } from '#server/testing/money.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { validInput } from '#server/testing/valid-input.ts';
import { callers, verdictOn, type CallerKind } from '#server/trpc/policy-table.ts';
import { policiesOf, type ProcedurePolicy } from '#server/trpc/policy.ts';

type Change = { role?: 'admin'; is_active?: false };

async function become(server: TestServer, person: Person, change: Change): Promise<void> {
  await server.db.updateTable('users').set(change).where('id', '=', person.id).execute();
}

// A second admin, or the first could not leave.
test.beforeAll(async ({ server }) => become(server, await registerPerson(server), { role: 'admin' }));

async function sessionOf({ browser }: Person): Promise<string> {
  return (await browser.query('sessions.list')).data[0].id;
}

async function bearerTokenOf({ browser, email, password }: Person, caller: CallerKind): Promise<string> {
  if (caller === 'anonymous') return 'invented';
  const tokens = await browser.mutate('tokens.issue', { identifier: email, password });
  return tokens.data.refreshToken;
}

/** Whose things are named: one's own, but by another user and where a permission reaches everybody's. */
function isForeign({ who }: ProcedurePolicy, caller: CallerKind): boolean {
  return caller === 'other user' || who.includes(':');
}

async function call(server: TestServer, policy: ProcedurePolicy, caller: CallerKind): Promise<Answer> {
  const person = await registerPerson(server);
  const owner = isForeign(policy, caller) ? await registerPerson(server) : person;
  const known = {
    userId: owner.id,
    ...(policy.path.startsWith('sessions.') && { sessionId: await sessionOf(owner) }),
    email: `${randomUUID()}@example.com`,
    newEmail: `${randomUUID()}@example.com`,
    identifier: caller === 'anonymous' ? 'nobody' : person.email,
    password: person.password,
    currentPassword: person.password,
    newPassword: `another password ${randomUUID()}`,
    ...(policy.path.startsWith('tokens.') && { refreshToken: await bearerTokenOf(person, caller) }),
    version: 1,
    ...(await factorInput(server, policy.path, { person, owner: owner.id })),
    ...(await moneyInput(server, policy.path, { owner: owner.id })),
    ...(policy.path === 'admin.mails.retry' && { id: await giveUpMail(server, person) }),
  };
  if (caller === 'admin') await become(server, person, { role: 'admin' });
  if (caller === 'disabled') await become(server, person, { is_active: false });
  const browser = caller === 'anonymous' ? server.newBrowser() : person.browser;
  const input = validInput(policy.path, known);
  return policy.type === 'query' ? browser.query(policy.path, input) : browser.mutate(policy.path, input);
}

/** How a link or a challenge that nobody made is refused. */
const invented: unknown[] = ['LINK_INVALID', 'CHALLENGE_EXPIRED'];

/**
 * What the answer says of who called. Where anyone may call, a stranger has nothing to present and may be told so. What
 * was invented is refused whoever presents it.
 */
function verdictOf({ status, error }: Answer, policy: ProcedurePolicy, caller: CallerKind) {
  if (status === 200) return 'allowed';
  const isOfWhatWasPresented =
    policy.who === 'anyone' && (caller === 'anonymous' || invented.includes(error?.code));
  const isOwnCode = error !== undefined && policy.codes.includes(error.code);
  return isOfWhatWasPresented && isOwnCode ? 'allowed' : error?.code;
}

describe.each(policiesOf(appRouter))('$path', (policy) => {
  test.for(callers)('the call answers %s as the policy table says', async (caller, { server }) => {
    const answer = await call(server, policy, caller);
    // Without a passkey of theirs nobody is known to be disabled.
    const isUnknown = policy.path === 'auth.loginWithPasskey';
    expect(verdictOf(answer, policy, caller), `${answer.status} ${answer.body}`).toBe(
      isUnknown ? 'allowed' : verdictOn(policy, caller),
    );
  });
});
