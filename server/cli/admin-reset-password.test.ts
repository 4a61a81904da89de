import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runOperatorCommand, startOperatorCommand } from '#server/testing/operator.ts';
import { findSessions, lastAuditEvent, registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const newPassword = 'пятнадцать человек на сундук';
let server: TestServer;
let person: Person;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  person = await registerPerson(server);
});

const admin = (parameters: string[], input = '') =>
  runOperatorCommand(['admin', ...parameters], { DATABASE_URL: server.databaseUrl }, input);

const row = () =>
  server.db.selectFrom('users').selectAll().where('id', '=', person.id).executeTakeFirstOrThrow();

const devices = () =>
  server.db.selectFrom('known_devices').select('user_id').where('user_id', '=', person.id).execute();

const endings = async () =>
  (await findSessions(server, person.id)).map(({ revoked_reason: reason }) => reason);

const login = (password: string) =>
  server.newBrowser().mutate('auth.login', { identifier: person.email, password });

const tooEasy = /^Password \(not shown\): \nThe password is too easy to guess; .*\n$/;

test.each([
  ['too short a password', () => 'short\nshort\n', /\nThe password needs 8 to 256 characters\n$/],
  ['a common password', () => 'Password1\nPassword1\n', tooEasy],
  ["the person's e-mail as a password", () => `${person.email}\n`, tooEasy],
  ["the person's full name as a password", () => 'Zinaida Prokofyeva\n', tooEasy],
  [
    'two passwords that differ',
    () => `${newPassword}\nanother one entirely\n`,
    /The two passwords differ; nothing/,
  ],
  ['a missing answer', () => '', /No answer to "Password \(not shown\):"\n$/],
  ['a missing second answer', () => `${newPassword}\n`, /No answer to "The same again:"\n$/],
])('a password reset refuses %s and changes nothing', async (_, input, line) => {
  const { id } = person;
  await server.db
    .updateTable('users')
    .set({ full_name: 'Zinaida Prokofyeva' })
    .where('id', '=', id)
    .execute();
  const before = await row();

  const { code, stdout, stderr } = await admin(['reset-password', person.email], input());

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(line);
  expect(await row()).toEqual(before);
  expect((await person.browser.query('users.me')).status).toBe(200);
  expect(await devices()).toHaveLength(1);
});

const twice = `${newPassword}\n${newPassword}\n`;
const reset = () => admin(['reset-password', person.email], twice);

test('a password reset shows no password, ends every session, forgets every device, and accepts the new password alone', async () => {
  const other = await registerPerson(server);
  await signIn(server, person);

  const { code, stdout, stderr } = await startOperatorCommand(
    ['admin', 'reset-password', person.email],
    { DATABASE_URL: server.databaseUrl },
    twice,
  );

  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `The password of ${person.email} is new; sessions ended: 2, devices forgotten\n`,
  });
  expect(stderr).toBe('Password (not shown): \nThe same again: \n');
  expect((await row()).hashed_password).toMatch(/^qp1\$2b\$12\$/);
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect((await person.browser.mutate('auth.refresh')).error?.code).toBe('SESSION_REVOKED');
  expect(await endings()).toEqual(['password-reset', 'password-reset']);
  expect(await devices()).toEqual([]);
  expect((await login(person.password)).error?.code).toBe('INVALID_CREDENTIALS');
  expect((await login(newPassword)).status).toBe(200);
  expect((await other.browser.query('users.me')).status).toBe(200);
});

test('a password reset hashes as PASSWORD_HASHER says', async () => {
  const environment = { DATABASE_URL: server.databaseUrl, PASSWORD_HASHER: 'argon2id' };
  const command = ['admin', 'reset-password', person.email];
  await runOperatorCommand(command, environment, twice);
  expect((await row()).hashed_password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await login(newPassword)).status).toBe(200);
});

test('a password reset writes an audit event without the password', async () => {
  await reset();
  expect(await lastAuditEvent(server)).toEqual({
    actor_id: null,
    session_id: null,
    ip_address: null,
    device_info: null,
    event: 'password-reset',
    user_id: person.id,
    request_id: 'operator: reset-password',
    details: { endedSessions: 1 },
  });
});

test('a password reset of a disabled account succeeds, and the account stays disabled', async () => {
  await admin(['disable', person.email]);

  const { code, stdout } = await reset();

  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `The password of ${person.email} is new; sessions ended: 0, devices forgotten; the account is still disabled\n`,
  });
  expect((await login(newPassword)).error?.code).toBe('ACCOUNT_DISABLED');
  expect((await login(person.password)).error?.code).toBe('INVALID_CREDENTIALS');
});
