import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import { auditEventsOf, registerPerson, signIn, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

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

const emailOf = async (server: TestServer, { id }: Person) =>
  (await server.db.selectFrom('users').select('email').where('id', '=', id).executeTakeFirstOrThrow()).email;

test('a stolen session cookie alone cannot ask for another address', async ({ server, person }) => {
  await sql`update sessions set reauthenticated_at = null, created_at = now() - interval '11 minutes'
    where user_id = ${person.id}`.execute(server.db);
  const answer = await person.browser.mutate('account.changeEmail', { newEmail: newAddress() });
  expect(answer.error?.code).toBe('REAUTH_REQUIRED');
});

test.for([
  '',
  'nobody',
  'a@b',
  'a@example.org\r\nBcc: evil@example.org',
  'a@example.org, b@example.org',
  `${'a'.repeat(300)}@example.org`,
])(
  'a new address that is none (%#) is refused, and nobody gets a mail',
  async (newEmail, { server, person }) => {
    const before = await server.db.selectFrom('mails').select('id').execute();
    const { error } = await person.browser.mutate('account.changeEmail', { newEmail });
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(Object.keys(error?.fields ?? {})).toEqual(['newEmail']);
    expect(await server.db.selectFrom('mails').select('id').execute()).toHaveLength(before.length);
  },
);

test('a taken address gets no link, and whoever asked is answered as for a free one', async ({
  server,
  person,
}) => {
  const other = await registerPerson(server);
  const free = await person.browser.mutate('account.changeEmail', { newEmail: newAddress() });
  const taken = await person.browser.mutate('account.changeEmail', { newEmail: other.email.toUpperCase() });
  expect([taken.status, taken.body]).toEqual([free.status, free.body]);
  expect((await mailsTo(server, other.email)).map(({ kind }) => kind)).toEqual(['verify-email']);
});

test('nothing changes before the new address is confirmed, and the present one is told at once', async ({
  server,
  person,
}) => {
  const newEmail = newAddress();
  await person.browser.mutate('account.changeEmail', { newEmail });
  expect(await emailOf(server, person)).toBe(person.email);
  const [notice] = await mailsTo(server, person.email);
  expect(notice).toMatchObject({ kind: 'email-change-requested' });
  expect(notice?.text).toContain(newEmail);
});

test('a confirmed address signs in, counts as verified, and ends the links of the former one', async ({
  server,
  person,
}) => {
  await server.newBrowser().mutate('auth.requestPasswordReset', { email: person.email });
  const resetLink = await tokenTo(server, person.email, 'reset-password');
  const email = await moveTo(server, person);
  await signIn(server, { ...person, email });
  expect((await person.browser.query('users.me')).data).toMatchObject({ email, emailVerified: true });
  const answer = await server.newBrowser().mutate('auth.resetPassword', {
    token: resetLink,
    newPassword: `another long password ${randomUUID()}`,
  });
  expect(answer.error?.code).toBe('LINK_INVALID');
});

test('an address that somebody took meanwhile is refused, and the link changes nothing', async ({
  server,
  person,
}) => {
  const newEmail = newAddress();
  await person.browser.mutate('account.changeEmail', { newEmail });
  const token = await tokenTo(server, newEmail, 'confirm-email-change');
  const password = `another long password ${randomUUID()}`;
  expect((await server.newBrowser().mutate('auth.register', { email: newEmail, password })).status).toBe(200);
  expect((await use(server, 'auth.confirmEmailChange', token)).error?.code).toBe('EMAIL_TAKEN');
  expect(await emailOf(server, person)).toBe(person.email);
});

test('a left address stays taken for registration and for a change while it can be put back', async ({
  server,
  person,
}) => {
  const other = await registerPerson(server);
  await moveTo(server, person);
  const password = `another long password ${randomUUID()}`;
  const register = () =>
    server.newBrowser().mutate('auth.register', { email: person.email.toUpperCase(), password });
  expect((await register()).error).toMatchObject({ code: 'EMAIL_TAKEN', fields: { email: 'EMAIL_TAKEN' } });
  await other.browser.mutate('account.changeEmail', { newEmail: person.email });
  const token = await tokenTo(server, person.email, 'confirm-email-change');
  expect((await use(server, 'auth.confirmEmailChange', token)).error?.code).toBe('EMAIL_TAKEN');
  await sql`update links set expires_at = now() where user_id = ${person.id}`.execute(server.db);
  expect((await register()).status).toBe(200);
});

test('a person may go back to an address they left', async ({ server, person }) => {
  await moveTo(server, person);
  expect(await moveTo(server, person, person.email)).toBe(person.email);
  expect(await emailOf(server, person)).toBe(person.email);
});

test('undoing a change ends every session and lets no password in before a new one is chosen', async ({
  server,
  person,
}) => {
  const email = await moveTo(server, person);
  const thief = await signIn(server, { ...person, email });
  const undo = await tokenTo(server, person.email, 'email-changed');
  expect((await use(server, 'auth.undoEmailChange', undo)).data).toEqual({ email: person.email });
  for (const browser of [thief, person.browser])
    expect((await browser.query('users.me')).error?.code).toBe('UNAUTHENTICATED');
  const login = { identifier: person.email, password: person.password };
  expect((await server.newBrowser().mutate('auth.login', login)).error?.code).toBe('INVALID_CREDENTIALS');
  const newPassword = `another long password ${randomUUID()}`;
  const token = await tokenTo(server, person.email, 'reset-password');
  expect((await server.newBrowser().mutate('auth.resetPassword', { token, newPassword })).status).toBe(200);
  await signIn(server, { ...person, password: newPassword });
  expect((await use(server, 'auth.undoEmailChange', undo)).error?.code).toBe('LINK_INVALID');
  expect(await auditEventsOf(server, person.id)).toContain('email-change-undone');
});

test('undoing a change removes the factors added since, and keeps the older ones', async ({
  server,
  person,
}) => {
  const addPasskey = (id: string) =>
    sql`insert into passkeys (user_id, id, credential_id, public_key, counter, transports, name, is_synced)
      values (${person.id}, gen_random_uuid(), ${Buffer.from(id)}, '\\x01', 0, '{}', ${id}, false)`.execute(
      server.db,
    );
  await addPasskey('of the owner');
  const email = await moveTo(server, person);
  await addPasskey('of a thief');
  await sql`insert into recovery_codes (user_id, code_hash) values (${person.id}, sha256('x'))`.execute(
    server.db,
  );
  const undo = await tokenTo(server, person.email, 'email-changed');
  expect(email).not.toBe(person.email);
  expect((await use(server, 'auth.undoEmailChange', undo)).status).toBe(200);
  const left = await server.db
    .selectFrom('passkeys')
    .select('name')
    .where('user_id', '=', person.id)
    .execute();
  expect(left).toEqual([{ name: 'of the owner' }]);
  const codes = await server.db
    .selectFrom('recovery_codes')
    .selectAll()
    .where('user_id', '=', person.id)
    .execute();
  expect(codes).toEqual([]);
});

test('of two left addresses the one left first wins, whichever is put back first', async ({
  server,
  person,
}) => {
  const second = await moveTo(server, person);
  await moveTo(server, person);
  const first = await tokenTo(server, person.email, 'email-changed');
  const later = await tokenTo(server, second, 'email-changed');
  expect((await use(server, 'auth.undoEmailChange', later)).data).toEqual({ email: second });
  expect((await use(server, 'auth.undoEmailChange', first)).data).toEqual({ email: person.email });
  expect(await emailOf(server, person)).toBe(person.email);

  const other = await registerPerson(server);
  const next = await moveTo(server, other);
  await moveTo(server, other);
  const oldest = await tokenTo(server, other.email, 'email-changed');
  const newer = await tokenTo(server, next, 'email-changed');
  expect((await use(server, 'auth.undoEmailChange', oldest)).status).toBe(200);
  expect((await use(server, 'auth.undoEmailChange', newer)).error?.code).toBe('LINK_INVALID');
});

test('a reset leaves the link that puts an address back; a thief cannot reset it away', async ({
  server,
  person,
}) => {
  const email = await moveTo(server, person);
  await server.newBrowser().mutate('auth.requestPasswordReset', { email });
  const token = await tokenTo(server, email, 'reset-password');
  const newPassword = `another long password ${randomUUID()}`;
  expect((await server.newBrowser().mutate('auth.resetPassword', { token, newPassword })).status).toBe(200);
  const undo = await tokenTo(server, person.email, 'email-changed');
  expect((await use(server, 'auth.undoEmailChange', undo)).status).toBe(200);
});
