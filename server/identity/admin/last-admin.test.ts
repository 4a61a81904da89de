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
const leave = (by: Person) => () => code(by, 'account.delete', { password: by.password });

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

const pairs = [
  ['demoting each other', demote, demote],
  ['disabling each other', disable, disable],
  ['one demoting while the other disables', demote, disable],
  ['one disabling while the other demotes', disable, demote],
] as const;

test.for(pairs)(
  'of two last administrators, %s on two replicas, one stays',
  async (pair, { server, replica, locker }) => {
    const [, first, second] = pair;
    const [one, other] = [await registerAdmin(server), await registerAdmin(server)];
    const codes = await queueAtRow(locker, [one.id, other.id].toSorted()[0] ?? '', [
      first(one, other),
      second(elsewhere(replica, other), one),
    ]);
    expect(codes).toEqual(['OK', 'LAST_ADMIN']);
    expect(await admins(server)).toBe(1);
  },
);

test('of two last administrators, one leaving while the other is demoted, one stays', async ({
  server,
  replica,
  locker,
}) => {
  const [one, other] = [await registerAdmin(server), await registerAdmin(server)];
  const codes = await queueAtRow(locker, [one.id, other.id].toSorted()[0] ?? '', [
    demote(one, other),
    leave(elsewhere(replica, one)),
  ]);
  expect(codes).toEqual(['OK', 'LAST_ADMIN']);
  expect(await admins(server)).toBe(1);
});

test('of two last administrators, one demoted by the page while an operator disables the other, one stays', async ({
  server,
  locker,
}) => {
  const [one, other] = [await registerAdmin(server), await registerAdmin(server)];
  const acts = createOperatorActs(
    createInTransaction(server.db, { sessionIdleMinutes: 0, rotationsPerSession: null }),
    createOperatorMail(server.config),
  );
  const byOperator = () =>
    acts.disable(one.id).then(
      () => 'OK',
      (error: Error) => error.message,
    );
  const codes = await queueAtRow(locker, [one.id, other.id].toSorted()[0] ?? '', [
    demote(one, other),
    byOperator,
  ]);
  expect(codes).toEqual(['OK', expect.stringContaining('This is the last active administrator')]);
  expect(await admins(server)).toBe(1);
});

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
