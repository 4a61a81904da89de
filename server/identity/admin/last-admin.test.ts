import { expect } from 'vitest';
import { createOperatorActs } from '#server/cli/operator-acts.ts';
import { createOperatorMail } from '#server/cli/operator-mail.ts';
import { createInTransaction } from '#server/repositories.ts';
import { test } from '#server/testing/fixtures.ts';
import { registerAdmin, registerPerson, type Person } from '#server/testing/people.ts';
import { queueAtRow } from '#server/testing/row-queue.ts';
import type { TestServer } from '#server/testing/test-server.ts';

test.beforeEach(async ({ server }) => {
  await server.db.updateTable('users').set({ role: 'user' }).execute();
});

const admins = async ({ db }: TestServer) =>
  (
    await db
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'admin')
      .where('is_active', '=', true)
      .execute()
  ).length;

/** A browser of the person on another replica. */
function elsewhere(replica: TestServer, person: Person): Person {
  const browser = replica.newBrowser();
  for (const [name, value] of person.browser.jar) browser.jar.set(name, value);
  return { ...person, browser };
}

const code = async (by: Person, path: string, input: unknown) =>
  (await by.browser.mutate(path, input)).error?.code ?? 'OK';
const demote =
  (by: Person, { id: userId }: Person) =>
  () =>
    code(by, 'admin.users.setRole', { userId, role: 'user' });
const disable =
  (by: Person, { id: userId }: Person) =>
  () =>
    code(by, 'admin.users.setActive', { userId, isActive: false });
type Act = () => Promise<string>;
const leave = (by: Person) => () => code(by, 'account.delete', { password: by.password });

/** The sign-in of the tokens is the fresh proof. */
async function leaveByRest(server: TestServer, { browser, email, password }: Person): Promise<Act> {
  const { data } = await browser.mutate('tokens.issue', { identifier: email, password });
  const headers = { authorization: `Bearer ${data.accessToken}` };
  const client = server.newBrowser();
  return async () => {
    const answer = await client.rest('DELETE /api/v1/users/me', undefined, { headers });
    return answer.error?.code ?? 'OK';
  };
}

function disableByOperator({ db, config }: TestServer, { id }: Person): Act {
  const inTransaction = createInTransaction(db, { sessionIdleMinutes: 0, rotationsPerSession: null });
  const { disable: act } = createOperatorActs(inTransaction, createOperatorMail(config));
  const isLast = /^This is the last active administrator/;
  return () =>
    act(id).then(
      () => 'OK',
      ({ message }: Error) => (isLast.test(message) ? 'LAST_ADMIN' : message),
    );
}

test('the only administrator can neither demote nor disable nor delete themselves', async ({ server }) => {
  const last = await registerAdmin(server);
  for (const act of [demote(last, last), disable(last, last), leave(last)])
    expect(await act()).toBe('LAST_ADMIN');
  expect(await admins(server)).toBe(1);
});

test('a disabled administrator counts for nothing', async ({ server }) => {
  const last = await registerAdmin(server);
  const other = await registerAdmin(server);
  expect(await disable(last, other)()).toBe('OK');
  expect(await demote(last, last)()).toBe('LAST_ADMIN');
  expect(await demote(last, other)()).toBe('OK');
});

/** Every way in which somebody stops being an administrator, by another, by themselves or by an operator. */
const ways: Readonly<Record<string, (by: Person, target: Person, server: TestServer) => Act | Promise<Act>>> =
  {
    demoted: (by, target) => demote(by, target),
    disabled: (by, target) => disable(by, target),
    leaving: (_by, target) => leave(target),
    'leaving over REST': async (_by, target, server) => leaveByRest(server, target),
    'disabled by an operator': (_by, target, server) => disableByOperator(server, target),
  };
const pairs = Object.keys(ways).flatMap((first) => Object.keys(ways).map((second) => ({ first, second })));

test.for(pairs)(
  'of two last administrators, one $first and the other $second at once on two replicas, one stays',
  async ({ first, second }, { server, replica, locker }) => {
    const [one, other] = [await registerAdmin(server), await registerAdmin(server)];
    const acts = [
      await ways[first]!(one, other, server),
      await ways[second]!(elsewhere(replica, other), elsewhere(replica, one), replica),
    ];
    const codes = await queueAtRow(locker, [one.id, other.id].toSorted()[0] ?? '', acts);
    expect(codes).toEqual(['OK', 'LAST_ADMIN']);
    expect(await admins(server)).toBe(1);
  },
);

test('twenty rounds of two administrators demoting each other at once leave one each time', async ({
  server,
  replica,
}) => {
  for (let round = 0; round < 20; round += 1) {
    await server.db.updateTable('users').set({ role: 'user' }).execute();
    const [one, other] = [await registerAdmin(server), await registerAdmin(server)];
    const codes = await Promise.all([demote(one, other)(), demote(elsewhere(replica, other), one)()]);
    expect(codes.toSorted()[0], `answers: ${codes.join()}`).not.toBe('UNEXPECTED');
    expect(await admins(server), `answers: ${codes.join()}`).toBe(1);
  }
});

test('an administrator of several may give up the role themselves', async ({ server }) => {
  const [one] = [await registerAdmin(server), await registerAdmin(server)];
  expect(await demote(one, one)()).toBe('OK');
  expect(await demote(one, await registerPerson(server))()).toBe('FORBIDDEN');
});
