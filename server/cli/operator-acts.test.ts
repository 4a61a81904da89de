import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createOperatorActs, type OperatorActs } from '#server/cli/operator-acts.ts';
import { createOperatorMail } from '#server/cli/operator-mail.ts';
import { createDatabase, type Database } from '#server/db/database.ts';
import { createInTransaction, type InTransaction } from '#server/repositories.ts';
import { createPasswords, soleClaimant } from '#server/security/passwords.ts';
import { askedForFactor, enableTotp } from '#server/testing/factors.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import { auditEventsOf, findSessions, registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { queueAtRow } from '#server/testing/row-queue.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const newPassword = 'пятнадцать человек на сундук';
let server: TestServer;
let locker: Database;
let inTransaction: InTransaction;
let acts: OperatorActs;
let newHash: string;
let owner: Person;

beforeAll(async () => {
  server = await startTestServer();
  locker = createDatabase(server.databaseUrl);
  inTransaction = createInTransaction(server.db, { sessionIdleMinutes: 0, rotationsPerSession: null });
  acts = createOperatorActs(inTransaction, createOperatorMail(server.config));
  const passwords = createPasswords({ cost: 4, threads: 1 });
  newHash = await passwords.acquire(soleClaimant).hash(newPassword);
  await passwords.close();
});
afterAll(async () => {
  await locker.destroy();
  await server.close();
});
beforeEach(async () => {
  await server.db.updateTable('users').set({ role: 'user' }).execute();
  owner = await registerPerson(server);
});

/** What came of an act: its result, or the line the operator reads. */
const outcome = (act: Promise<unknown>) => act.catch((error: Error) => error.message);
const codeOf = (call: Promise<Answer>) => call.then(({ error }) => error?.code ?? 'OK');

const signInWithOld = () => () =>
  codeOf(server.newBrowser().mutate('auth.login', { identifier: owner.email, password: owner.password }));
const reset = () => outcome(acts.resetPassword(owner.id, newHash));
const disable = (id: string) => () => outcome(acts.disable(id));
const queue = (...calls: (() => Promise<unknown>)[]) => queueAtRow(locker, owner.id, calls);

async function livingSessions(): Promise<string[]> {
  const rows = await findSessions(server, owner.id);
  return rows.filter(({ revoked_at: revokedAt }) => revokedAt === null).map(({ id }) => id);
}

const devices = () =>
  server.db.selectFrom('known_devices').select('user_id').where('user_id', '=', owner.id).execute();

async function makeAdmins(...people: Person[]): Promise<void> {
  const ids = people.map(({ id }) => id);
  await server.db.updateTable('users').set({ role: 'admin' }).where('id', 'in', ids).execute();
}

test('a reset of factors removes them all, once, is audited and ends no session', async () => {
  const { recoveryCodes } = await enableTotp(server, owner);
  const browser = await askedForFactor(server, owner);
  const before = await livingSessions();
  expect([await acts.resetFactors(owner.id), await acts.resetFactors(owner.id)]).toEqual([1, 0]);
  expect(await livingSessions()).toEqual(before);
  const code = recoveryCodes[0];
  expect(await codeOf(browser.mutate('auth.secondFactor', { method: 'recovery-code', code }))).toBe(
    'SECOND_FACTOR_INVALID',
  );
  await signIn(server, owner);
  expect((await auditEventsOf(server, owner.id)).filter((event) => event === 'factors-reset')).toHaveLength(
    1,
  );
});

/** The kinds of mails since somebody registered, oldest first. */
const told = async () =>
  (await mailsTo(server, owner.email))
    .map(({ kind }) => kind)
    .toReversed()
    .slice(1);

test('a person is told by one mail of each act that changed something, and of none that did not', async () => {
  await enableTotp(server, owner);
  const before = (await told()).length;
  for (let count = 0; count < 2; count += 1) {
    await acts.resetFactors(owner.id);
    await acts.signOut(owner.id);
    await acts.promote(owner.id);
    await server.db.updateTable('users').set({ role: 'user' }).where('id', '=', owner.id).execute();
    await acts.disable(owner.id);
    await acts.enable(owner.id);
  }
  expect((await told()).slice(before)).toEqual([
    'factors-reset',
    'sessions-ended',
    'role-changed',
    'account-disabled',
    'account-enabled',
    'role-changed',
    'account-disabled',
    'account-enabled',
  ]);
});

test('an act that is rolled back tells nobody', async () => {
  await enableTotp(server, owner);
  const before = await told();
  const failing = createOperatorActs(
    (work) =>
      inTransaction((repositories) => work(repositories).then(() => Promise.reject(new Error('lost')))),
    createOperatorMail(server.config),
  );
  for (const act of [failing.resetFactors, failing.signOut])
    expect(await outcome(act(owner.id))).toBe('lost');
  expect(await told()).toEqual(before);
});

test('the links of before a password reset are refused', async () => {
  const newEmail = `moved-${owner.email}`;
  await owner.browser.mutate('account.changeEmail', { newEmail });
  await server.newBrowser().mutate('auth.requestPasswordReset', { email: owner.email });
  const tokens = [
    await tokenTo(server, newEmail, 'confirm-email-change'),
    await tokenTo(server, owner.email, 'reset-password'),
  ];
  await acts.resetPassword(owner.id, newHash);
  for (const token of tokens)
    expect(await codeOf(server.newBrowser().mutate('auth.checkLink', { token }))).toBe('LINK_INVALID');
});

test('a password reset for an account that no longer exists is refused', async () => {
  const nobody = '00000000-0000-7000-8000-000000000000';
  expect(await outcome(acts.resetPassword(nobody, newHash))).toMatch(/^No account has/);
});

test('a sign-in with the old password that a reset overtakes opens no session and makes no device known', async () => {
  expect(await queue(reset, signInWithOld())).toEqual([1, 'INVALID_CREDENTIALS']);
  expect(await livingSessions()).toEqual([]);
  expect(await devices()).toEqual([]);
});

test('a password reset ends the session of a sign-in that overtook it, and forgets its device', async () => {
  expect(await queue(signInWithOld(), reset)).toEqual(['OK', 2]);
  expect(await livingSessions()).toEqual([]);
  expect(await devices()).toEqual([]);
});

test("a change of password that an operator's reset overtakes is refused, and the operator's password stays", async () => {
  const passwords = { currentPassword: owner.password, newPassword: 'what the thief wanted' };
  const change = () => codeOf(owner.browser.mutate('account.changePassword', passwords));
  expect(await queue(reset, change)).toEqual([1, 'CURRENT_PASSWORD_INVALID']);
  expect(await livingSessions()).toEqual([]);
  expect((await signIn(server, { ...owner, password: newPassword })).jar.size).toBeGreaterThan(0);
});

test('disabling an account ends the session of a sign-in that overtook it', async () => {
  expect(await queue(signInWithOld(), disable(owner.id))).toEqual(['OK', true]);
  expect(await livingSessions()).toEqual([]);
});

test('disabling each of the last two administrators at once is refused for one of them', async () => {
  const other = await registerPerson(server);
  await makeAdmins(owner, other);
  expect(await queue(disable(owner.id), disable(other.id))).toEqual([
    true,
    'This is the last active administrator; make another one first. Nothing was changed',
  ]);
});

test('an administrator cannot delete their account once the only other one is being disabled', async () => {
  const other = await registerPerson(server);
  await makeAdmins(owner, other);
  const leave = () => codeOf(owner.browser.mutate('account.delete', { password: owner.password }));
  expect(await queue(disable(other.id), leave)).toEqual([true, 'LAST_ADMIN']);
  expect((await owner.browser.query('users.me')).status).toBe(200);
});

test('of two commands that disable one account at once, only one reports a change', async () => {
  expect(await queue(disable(owner.id), disable(owner.id))).toEqual([true, false]);
});
