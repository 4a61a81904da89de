import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runOperatorCommand } from '#server/testing/operator.ts';
import {
  auditEventsOf,
  findSessions,
  lastAuditEvent,
  registerPerson,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
let person: Person;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.db.updateTable('users').set({ role: 'user' }).execute();
  person = await registerPerson(server);
});

const admin = (parameters: string[], input = '') =>
  runOperatorCommand(['admin', ...parameters], { DATABASE_URL: server.databaseUrl }, input);

const row = () =>
  server.db.selectFrom('users').selectAll().where('id', '=', person.id).executeTakeFirstOrThrow();

const devices = () =>
  server.db.selectFrom('known_devices').selectAll().where('user_id', '=', person.id).execute();

const byOperator = { actor_id: null, session_id: null, ip_address: null, device_info: null };

const endings = async () =>
  (await findSessions(server, person.id)).map(({ revoked_reason: reason }) => reason);

const login = (password: string) =>
  server.newBrowser().mutate('auth.login', { identifier: person.email, password });

test.each([
  [['disable']],
  [['sign-out', 'anna', 'boris']],
  [['sign-out', '--everyone', 'anna']],
  [['demote', 'anna']],
  [['create', 'anna']],
  [['list', '--first']],
  [['invite', 'anna@example.org', '--first']],
  [['invite']],
  [['list', 'anna']],
  [['keys', 'anna']],
])('npm run admin with the parameters %j is answered with the list of commands', async (parameters) => {
  expect(await admin(parameters)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'Which command? npm run admin -- create | list | keys | sign-out --everyone, invite with <e-mail>, or show | promote | enable | disable | reset-password | reset-factors | sign-out with <account>\n',
  });
});

test.each([
  ['disable', 'nobody@example.org'],
  ['sign-out', 'nobody'],
  ['disable', '-nobody@example.org'],
  ['enable', 'nobody'],
  ['promote', 'nobody@example.org'],
  ['show', '--everyone'],
  ['reset-password', 'no\u001b[31mbody'],
  ['disable', ''],
])(
  'the command %s refuses the account "%s", which nobody has, in one line and asks nothing',
  async (name, nobody) => {
    expect(await admin([name, nobody])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'No account has this e-mail or username; nothing was changed\n',
    });
  },
);

test('the last active administrator cannot be disabled and stays unchanged', async () => {
  await server.db.updateTable('users').set({ role: 'admin' }).where('id', '=', person.id).execute();
  const before = await row();

  const refused = await admin(['disable', person.email]);

  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr: 'This is the last active administrator; make another one first. Nothing was changed\n',
  });
  expect(await row()).toEqual(before);
  expect((await person.browser.query('users.me')).status).toBe(200);
  expect(await auditEventsOf(server, person.id)).toEqual(['registered', 'role-changed']);
});

test('two disable commands at once disable one of the last two administrators', async () => {
  const other = await registerPerson(server);
  const both = [person.id, other.id];
  await server.db.updateTable('users').set({ role: 'admin' }).where('id', 'in', both).execute();

  const outcomes = await Promise.all([person, other].map(({ email }) => admin(['disable', email])));

  expect(outcomes.map(({ code }) => String(code)).toSorted()).toEqual(['0', '1']);
  const active = server.db.selectFrom('users').where('id', 'in', both).where('is_active', '=', true);
  expect(await active.select('id').execute()).toHaveLength(1);
});

test('disabling an account ends its sessions at the next request, forgets its devices, and touches no other account', async () => {
  const other = await registerPerson(server);
  await signIn(server, person);

  const { username } = await row();
  const disabled = await admin(['disable', username.toUpperCase()]);

  expect(disabled).toEqual({
    code: 0,
    stdout: `${person.email} is disabled, and its sessions have ended\n`,
    stderr: '',
  });
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect((await person.browser.mutate('auth.refresh')).error?.code).toBe('ACCOUNT_DISABLED');
  expect((await login(person.password)).error?.code).toBe('ACCOUNT_DISABLED');
  expect(await endings()).toEqual(['account-disabled', 'account-disabled']);
  expect(await devices()).toEqual([]);
  expect((await other.browser.query('users.me')).status).toBe(200);
});

test('disabling an account writes one audit event, and disabling it again changes nothing', async () => {
  await admin(['disable', person.email]);
  const event = await lastAuditEvent(server);
  const before = await row();

  const again = await admin(['disable', person.email]);

  expect(event).toEqual({
    ...byOperator,
    event: 'account-disabled',
    user_id: person.id,
    request_id: 'operator: disable',
    details: {},
  });
  expect(again).toMatchObject({
    code: 0,
    stdout: `${person.email} is disabled already; nothing was changed\n`,
  });
  expect(await row()).toEqual(before);
  expect(await auditEventsOf(server, person.id)).toEqual(['registered', 'account-disabled']);
});

test('signing out an account ends and counts its living sessions and touches no other account', async () => {
  const other = await registerPerson(server);
  const second = await signIn(server, person, true);
  const left = await signIn(server, person);
  await left.mutate('auth.logout');

  const signedOut = await admin(['sign-out', ` ${person.email.toUpperCase()} `]);

  expect(signedOut).toEqual({ code: 0, stdout: `Sessions of ${person.email} ended: 2\n`, stderr: '' });
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect((await second.mutate('auth.refresh')).error?.code).toBe('SESSION_REVOKED');
  expect(await endings()).toEqual(['revoked', 'revoked', 'logout']);
  expect((await other.browser.query('users.me')).status).toBe(200);
  expect(await lastAuditEvent(server)).toEqual({
    ...byOperator,
    event: 'sessions-revoked',
    user_id: person.id,
    request_id: 'operator: sign-out',
    details: { endedSessions: 2 },
  });
  expect((await login(person.password)).status).toBe(200);
});

test('signing out an account without living sessions counts none, and notes once that devices are forgotten', async () => {
  await person.browser.mutate('auth.logout');
  const stdout = `Sessions of ${person.email} ended: 0\n`;
  expect(await admin(['sign-out', person.email])).toMatchObject({ code: 0, stdout });
  expect(await admin(['sign-out', person.email])).toMatchObject({ code: 0, stdout });
  const told = await auditEventsOf(server, person.id);
  expect(told.filter((event) => event === 'sessions-revoked')).toHaveLength(1);
});
