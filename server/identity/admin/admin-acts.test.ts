import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import {
  lastAuditEvent,
  registerAdmin,
  registerPerson,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

/** Every act, with an input that changes something. */
const acts = (userId: string): [path: string, input: Record<string, unknown>][] => [
  ['setActive', { userId, isActive: false }],
  ['setRole', { userId, role: 'admin' }],
  ['setMaxChats', { userId, maxChats: 3 }],
  ['revokeSessions', { userId }],
  ['sendReset', { userId }],
];

const act = ({ browser }: Person, path: string, input: unknown) =>
  browser.mutate(`admin.users.${path}`, input);
const rowOf = ({ db }: TestServer, { id }: Person) =>
  db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
/** What registering and signing in sends. */
const ofTheirOwn: string[] = ['verify-email', 'new-device'];
const kindsTo = async (server: TestServer, { email }: Person) =>
  (await mailsTo(server, email)).map(({ kind }) => kind).filter((kind) => !ofTheirOwn.includes(kind));

test('nobody without the permission acts on anybody, and nothing changes', async ({ server, person }) => {
  const other = await registerPerson(server);
  const before = await rowOf(server, other);
  for (const [path, input] of acts(other.id))
    expect((await act(person, path, input)).error?.code, `act: ${path}`).toBe('FORBIDDEN');
  expect(await rowOf(server, other)).toEqual(before);
});

test('an unknown id and a deleted account are answered alike by every act', async ({ server }) => {
  const admin = await registerAdmin(server);
  const leaver = await registerPerson(server);
  await leaver.browser.mutate('account.delete', { password: leaver.password });
  for (const userId of [randomUUID(), leaver.id])
    for (const [path, input] of acts(userId))
      expect((await act(admin, path, input)).error?.code, `act: ${path}`).toBe('NOT_FOUND');
});

test('no act takes a field that is not its own', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  for (const [path, input] of acts(person.id))
    for (const more of [
      { email: 'a@example.com' },
      { version: 1 },
      { hashedPassword: 'x' },
      { actorId: person.id },
    ])
      expect((await act(admin, path, { ...input, ...more })).error?.code).toBe('VALIDATION_FAILED');
  for (const maxChats of [-1, 1.5, 10_001, '3'])
    expect((await act(admin, 'setMaxChats', { userId: person.id, maxChats })).error?.code).toBe(
      'VALIDATION_FAILED',
    );
});

test('disabling and a change of role need a fresh proof', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  await sql`update sessions set created_at = created_at - interval '11 minutes' where user_id = ${admin.id}`.execute(
    server.db,
  );
  const codes: (string | undefined)[] = [];
  for (const [path, input] of acts(person.id)) codes.push((await act(admin, path, input)).error?.code);
  expect(codes).toEqual(['REAUTH_REQUIRED', 'REAUTH_REQUIRED', undefined, undefined, undefined]);
});

test('a disabled person is out on every replica at their next request, by cookie and by token alike', async ({
  server,
  replica,
  person,
}) => {
  const admin = await registerAdmin(server);
  const tokens = await person.browser.mutate('tokens.issue', {
    identifier: person.email,
    password: person.password,
  });
  const headers = { authorization: `Bearer ${tokens.data.accessToken}` };
  const { data } = await act(admin, 'setActive', { userId: person.id, isActive: false });
  expect(data).toMatchObject({ id: person.id, isActive: false });
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect((await replica.newBrowser().query('users.me', undefined, { headers })).status).toBe(401);
  expect(await kindsTo(server, person)).toEqual(['account-disabled']);

  await act(admin, 'setActive', { userId: person.id, isActive: true });
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect((await signIn(server, person)).jar.size).toBeGreaterThan(0);
  expect(await kindsTo(server, person)).toEqual(['account-enabled', 'account-disabled']);
});

test('a new role counts at the next request, and sessions go on', async ({ server, replica, person }) => {
  const admin = await registerAdmin(server);
  const permissionsNow = async () => (await person.browser.query('users.me')).data.permissions;
  const { data } = await act(admin, 'setRole', { userId: person.id, role: 'admin' });
  expect(data.role).toBe('admin');
  expect(await permissionsNow()).toEqual([
    'audit:read',
    'mails:read',
    'mails:write',
    'users:read',
    'users:write',
  ]);
  await act(admin, 'setRole', { userId: person.id, role: 'user' });
  expect(await permissionsNow()).toEqual([]);
  expect(
    (
      await replica
        .newBrowser()
        .query('users.me', undefined, { cookies: Object.fromEntries(person.browser.jar) })
    ).data.role,
  ).toBe('user');
  expect(await kindsTo(server, person)).toEqual(['role-changed', 'role-changed']);
  const [newest] = await mailsTo(server, person.email);
  expect(newest?.text).toContain('It is now: user.');
});

test('the audit names the administrator, their session and address, and what changed', async ({
  server,
  person,
}) => {
  const admin = await registerAdmin(server);
  const { data: sessions } = await admin.browser.query('sessions.list');
  const by = { user_id: person.id, actor_id: admin.id, session_id: sessions[0].id, ip_address: '127.0.0.1' };
  const headers = { 'user-agent': 'Mozilla/5.0 (the machine of an administrator)' };
  const tell = async (path: string, input: object) => {
    await admin.browser.mutate(`admin.users.${path}`, { userId: person.id, ...input }, { headers });
    return lastAuditEvent(server);
  };
  const device = { device_info: headers['user-agent'] };
  expect(await tell('setMaxChats', { maxChats: 3 })).toMatchObject({
    ...by,
    ...device,
    event: 'max-chats-changed',
    details: { from: 10, to: 3 },
  });
  expect(await tell('setRole', { role: 'admin' })).toMatchObject({ ...by, ...device, event: 'role-changed' });
  expect(await tell('sendReset', {})).toMatchObject({ ...by, event: 'password-reset-requested' });
  expect(await tell('revokeSessions', {})).toMatchObject({
    ...by,
    event: 'sessions-revoked',
    details: { endedSessions: 1 },
  });
  expect(await tell('setActive', { isActive: false })).toMatchObject({
    ...by,
    ...device,
    event: 'account-disabled',
  });
  expect(await tell('setActive', { isActive: true })).toMatchObject({
    ...by,
    ...device,
    event: 'account-enabled',
  });
});

test('a person learns that an administrator did it, and not from where, in the list, the copy and the mail', async ({
  server,
  person,
}) => {
  const admin = await registerAdmin(server);
  await act(admin, 'setMaxChats', { userId: person.id, maxChats: 7 });
  await act(admin, 'setRole', { userId: person.id, role: 'admin' });
  const { data } = await person.browser.query('account.activity', { limit: 2 });
  expect(data.items).toMatchObject([
    { event: 'role-changed', isByAdministrator: true, ip: null, device: null },
    { event: 'max-chats-changed', isByAdministrator: true, ip: null, device: null },
  ]);
  const copy = await person.browser.mutate('account.exportData');
  const told = copy.data.events.filter(({ event }: { event: string }) =>
    /^(role|max-chats)-changed$/.test(event),
  );
  expect(told).toMatchObject([
    { ip: null, userAgent: null, sessionId: null },
    { ip: null, userAgent: null },
  ]);
  const [mail] = await mailsTo(server, person.email);
  expect(mail?.text).not.toContain('127.0.0.1');
});

test('what changes nothing writes no event and sends no mail', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  const same = { isActive: true, role: 'user', maxChats: 10 };
  const eventsBefore = await lastAuditEvent(server);
  for (const [path, field] of [
    ['setActive', 'isActive'],
    ['setRole', 'role'],
    ['setMaxChats', 'maxChats'],
  ] as const)
    expect((await act(admin, path, { userId: person.id, [field]: same[field] })).status).toBe(200);
  expect(await lastAuditEvent(server)).toEqual(eventsBefore);
  expect(await kindsTo(server, person)).toEqual([]);
});

test('ending the sessions of a person forgets their devices, and is mailed once', async ({
  server,
  person,
}) => {
  const admin = await registerAdmin(server);
  await signIn(server, person);
  expect((await act(admin, 'revokeSessions', { userId: person.id })).data).toEqual({ endedSessions: 2 });
  expect((await act(admin, 'revokeSessions', { userId: person.id })).data).toEqual({ endedSessions: 0 });
  expect((await person.browser.query('users.me')).status).toBe(401);
  const devices = server.db.selectFrom('known_devices').select('user_id').where('user_id', '=', person.id);
  expect(await devices.execute()).toEqual([]);
  expect(await kindsTo(server, person)).toEqual(['sessions-ended']);
});

test('forgetting the devices of a person without a session is noted, and told by no mail', async ({
  server,
  person,
}) => {
  const admin = await registerAdmin(server);
  await person.browser.mutate('auth.logout');
  expect((await act(admin, 'revokeSessions', { userId: person.id })).data).toEqual({ endedSessions: 0 });
  const told = { event: 'sessions-revoked', user_id: person.id, actor_id: admin.id };
  expect(await lastAuditEvent(server)).toMatchObject({ ...told, details: { endedSessions: 0 } });
  expect(await kindsTo(server, person)).toEqual([]);
});

test('a reset that an administrator sends opens a new password, and none goes to a disabled account', async ({
  server,
  person,
}) => {
  const admin = await registerAdmin(server);
  expect((await act(admin, 'sendReset', { userId: person.id })).data).toEqual({ ok: true });
  const token = await tokenTo(server, person.email, 'reset-password');
  const newPassword = 'пятнадцать человек на сундук';
  const reset = await server.newBrowser().mutate('auth.resetPassword', { token, newPassword });
  expect(reset.data).toEqual({ ok: true });
  await act(admin, 'setActive', { userId: person.id, isActive: false });
  expect((await act(admin, 'sendReset', { userId: person.id })).error?.code).toBe('NOT_FOUND');
});
