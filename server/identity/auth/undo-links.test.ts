import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import { auditEventsOf, signIn, type Person } from '#server/testing/people.ts';
import { settleServers, type TestServer } from '#server/testing/test-server.ts';

const newAddress = () => `${randomUUID()}@example.org`;
const use = (server: TestServer, procedure: string, token: string) =>
  server.newBrowser().mutate(procedure, { token });

/** Moves a person to a new address, by both links; returns it. */
async function moveTo(server: TestServer, person: Pick<Person, 'browser'>, newEmail = newAddress()) {
  const answer = await person.browser.mutate('account.changeEmail', { newEmail });
  expect([answer.status, answer.data]).toEqual([200, { ok: true }]);
  const confirmed = await use(
    server,
    'auth.confirmEmailChange',
    await tokenTo(server, newEmail, 'confirm-email-change'),
  );
  expect(confirmed.data).toEqual({ email: newEmail });
  return newEmail;
}

test('a deletion is told to a left address too, and either mail brings the account back', async ({
  server,
  person,
}) => {
  const email = await moveTo(server, person);
  expect((await person.browser.mutate('account.delete', { password: person.password })).status).toBe(200);
  const token = await tokenTo(server, person.email, 'account-deleted');
  expect(await tokenTo(server, email, 'account-deleted')).toBe(token);
  const undo = await tokenTo(server, person.email, 'email-changed');
  expect((await use(server, 'auth.undoEmailChange', undo)).data).toEqual({ email: person.email });
  expect((await use(server, 'auth.undoDeletion', token)).data).toEqual({ email: person.email });
  expect((await use(server, 'auth.undoDeletion', token)).error?.code).toBe('LINK_INVALID');
  expect(await auditEventsOf(server, person.id)).not.toContain('account-enabled');
});

test('undoing a deletion signs nobody in and revives no session', async ({ server, person }) => {
  await person.browser.mutate('account.delete', { password: person.password });
  const token = await tokenTo(server, person.email, 'account-deleted');
  const answer = await use(server, 'auth.undoDeletion', token);
  expect([answer.status, answer.setCookies]).toEqual([200, []]);
  expect((await person.browser.query('users.me')).error?.code).toBe('UNAUTHENTICATED');
  await signIn(server, person);
  expect(await auditEventsOf(server, person.id)).toContain('account-restored');
});

test('a link that undoes a deletion does nothing to an account that an administrator disabled', async ({
  server,
  person,
}) => {
  await person.browser.mutate('account.delete', { password: person.password });
  const token = await tokenTo(server, person.email, 'account-deleted');
  await sql`update users set deleted_at = null where id = ${person.id}`.execute(server.db);
  expect((await use(server, 'auth.undoDeletion', token)).error?.code).toBe('LINK_INVALID');
});

test("whoever did not sign in ends every session by one press, and the thief's password is worth nothing", async ({
  server,
  person,
}) => {
  const thief = await signIn(server, person);
  const token = await tokenTo(server, person.email, 'new-device');
  expect((await use(server, 'auth.reportSignIn', token)).data).toEqual({ email: person.email });
  expect((await thief.query('users.me')).error?.code).toBe('UNAUTHENTICATED');
  const login = { identifier: person.email, password: person.password };
  expect((await server.newBrowser().mutate('auth.login', login)).error?.code).toBe('INVALID_CREDENTIALS');
  expect(await tokenTo(server, person.email, 'reset-password')).toHaveLength(43);
});

test('a thief who signs in twice, adds a passkey and changes the password loses it all by one press', async ({
  server,
  person,
}) => {
  const thief = await signIn(server, person);
  await sql`insert into passkeys (user_id, id, credential_id, public_key, counter, transports, name, is_synced)
    values (${person.id}, gen_random_uuid(), 'of a thief', 'key', 0, '{}', 'Key', false)`.execute(server.db);
  await signIn(server, person);
  const token = await tokenTo(server, person.email, 'new-device');
  const change = { currentPassword: person.password, newPassword: `a password of a thief ${randomUUID()}` };
  expect((await thief.mutate('account.changePassword', change)).status).toBe(200);
  expect((await use(server, 'auth.reportSignIn', token)).status).toBe(200);
  expect((await thief.query('users.me')).error?.code).toBe('UNAUTHENTICATED');
  const left = await server.db.selectFrom('passkeys').select('id').where('user_id', '=', person.id).execute();
  expect(left).toEqual([]);
});

test('a sign-in on a known device is told to nobody', async ({ server, person }) => {
  const { email: identifier, password, browser } = person;
  await browser.mutate('auth.login', { identifier, password });
  await settleServers();
  expect((await mailsTo(server, person.email)).map(({ kind }) => kind)).toEqual(['verify-email']);
});

test('two presses of one link at once do their work once', async ({ server, replica, person }) => {
  const newEmail = newAddress();
  await person.browser.mutate('account.changeEmail', { newEmail });
  const token = await tokenTo(server, newEmail, 'confirm-email-change');
  const answers = await Promise.all(
    [server, replica, server, replica].map((each) => use(each, 'auth.confirmEmailChange', token)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await mailsTo(server, person.email)).filter(({ kind }) => kind === 'email-changed')).toHaveLength(
    1,
  );
});

test.for([
  ['auth.undoEmailChange', 'email-changed'],
  ['auth.reportSignIn', 'new-device'],
] as const)(
  'two presses of a link of %s at once on two replicas mail one reset',
  async ([procedure, kind], { server, replica, person }) => {
    if (kind === 'email-changed') await moveTo(server, person);
    else await signIn(server, person);
    const token = await tokenTo(server, person.email, kind);
    const answers = await Promise.all(
      [server, replica, server, replica].map((each) => use(each, procedure, token)),
    );
    expect(answers.map(({ error }) => error?.code ?? 'OK').toSorted()).toEqual([
      'LINK_INVALID',
      'LINK_INVALID',
      'LINK_INVALID',
      'OK',
    ]);
    const kinds = (await mailsTo(server, person.email)).map((mail) => mail.kind);
    expect(kinds.filter((each) => each === 'reset-password')).toHaveLength(1);
  },
);
