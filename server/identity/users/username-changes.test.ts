import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { withServer, replicaWith } from '#server/testing/fixtures.ts';
import { auditEventsOf, lastAuditEvent, registerPerson, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const threeChanges = { environment: { LIMIT_USERNAME_CHANGES_PER_USER: '3/60m' } };
const test = withServer().extend('limited', { scope: 'file' }, replicaWith(threeChanges));

const newName = () => `name-${randomUUID().slice(0, 13)}`;

async function rename({ browser }: Person, changes: Record<string, unknown>) {
  const { version } = (await browser.query('users.me')).data;
  return browser.mutate('users.updateProfile', { version, ...changes });
}

async function nameOf({ browser }: Person): Promise<string> {
  return (await browser.query('users.me')).data.username;
}

async function signedInLongAgo(server: TestServer): Promise<Person> {
  const person = await registerPerson(server);
  await server.db
    .updateTable('sessions')
    .set({ created_at: sql`created_at - interval '11 minutes'` })
    .where('user_id', '=', person.id)
    .execute();
  return person;
}

test('a username change long after the sign-in is refused and does not tell whether the name is taken', async ({
  server,
}) => {
  const taken = await nameOf(await registerPerson(server));
  const person = await signedInLongAgo(server);
  for (const username of [taken, newName(), 'admin', 'pаypal'])
    expect((await rename(person, { username, theme: 'light' })).error?.code).toBe('REAUTH_REQUIRED');
  expect((await person.browser.query('users.me')).data.theme).toBe('dark');
  expect(await auditEventsOf(server, person.id)).not.toContain('username-changed');
});

test('a profile update long after the sign-in may contain the present username', async ({ server }) => {
  const person = await signedInLongAgo(server);
  const answer = await rename(person, { username: await nameOf(person), theme: 'light' });
  expect(answer.data.theme).toBe('light');
});

test('a username change is allowed once the password was given', async ({ server }) => {
  const person = await signedInLongAgo(server);
  await person.browser.mutate('auth.reauthenticate', { password: person.password });
  const username = newName();
  expect((await rename(person, { username })).data.username).toBe(username);
});

test('a username change is audited without the old and the new name', async ({ server, person }) => {
  await rename(person, { username: newName() });
  expect(await lastAuditEvent(server)).toMatchObject({
    event: 'username-changed',
    user_id: person.id,
    actor_id: person.id,
    session_id: expect.any(String),
    details: {},
  });
});

test('a username change in a batch is refused', async ({ person }) => {
  const { browser } = person;
  const input = { 0: { version: 1, username: newName() }, 1: { version: 1 } };
  const answer = await browser.mutate('users.updateProfile,users.updateProfile?batch=1', input);
  expect(answer.body).toContain('BATCH_REFUSED');
});

test('a refused username change is not audited', async ({ server }) => {
  const taken = await nameOf(await registerPerson(server));
  const person = await registerPerson(server);
  expect((await rename(person, { username: taken })).error?.code).toBe('USERNAME_TAKEN');
  expect(await auditEventsOf(server, person.id)).not.toContain('username-changed');
});

test('the limit on username changes counts taken, reserved and free names, and refuses the fourth', async ({
  limited,
}) => {
  const taken = await nameOf(await registerPerson(limited));
  const person = await registerPerson(limited);
  const other = await registerPerson(limited);
  const codes = [];
  for (const username of [taken, await nameOf(person), 'admin', newName(), newName()])
    codes.push((await rename(person, { username })).error?.code ?? 'taken over');
  expect(codes).toEqual(['USERNAME_TAKEN', 'taken over', 'USERNAME_TAKEN', 'taken over', 'RATE_LIMITED']);
  expect((await rename(person, { theme: 'light' })).status).toBe(200);
  expect((await rename(other, { username: newName() })).status).toBe(200);
});

test('a username that its owner left is taken for others, at changes and at registration', async ({
  server,
}) => {
  const name = newName();
  const owner = await registerPerson(server);
  const other = await registerPerson(server);
  await rename(owner, { username: name });
  await rename(owner, { username: newName() });
  const email = `${name}@example.com`;
  const password = 'a long enough password';
  expect((await rename(other, { username: name.toUpperCase() })).error?.code).toBe('USERNAME_TAKEN');
  const chosen = await server
    .newBrowser()
    .mutate('auth.register', { email, password, username: name.replaceAll('-', '_') });
  expect(chosen.error?.code).toBe('USERNAME_TAKEN');
  const numbered = await server.newBrowser().mutate('auth.register', { email, password });
  expect(numbered.data.user.username).toBe(`${name}2`);
  expect((await rename(owner, { username: name })).data.username).toBe(name);
});

test.for([
  ['admin\ufe0f', 'INVALID'],
  ['root\u034f', 'INVALID'],
  ['\u3164\u3164\u3164', 'INVALID'],
  ['abc\u115f', 'INVALID'],
  ['abc\uffa0', 'INVALID'],
  ['abc\u00ad', 'INVALID'],
  ['abc\u200d', 'INVALID'],
  ['abc\u{e0061}', 'INVALID'],
  ['abc\u{e0100}', 'INVALID'],
  ['ɑdmin', 'INVALID'],
  ['山田太郎', 'INVALID'],
  ['Ωmega', 'INVALID'],
  ['анна\u0301', 'INVALID'],
  ['x\u0301yz', 'INVALID'],
  ['abc٣', 'INVALID'],
  ['ǀǀǀ', 'INVALID'],
  ['adm1n', 'USERNAME_TAKEN'],
  ['ad.min', 'USERNAME_TAKEN'],
  ['AdmIn', 'USERNAME_TAKEN'],
  ['adrnin', 'USERNAME_TAKEN'],
  ['admın', 'USERNAME_TAKEN'],
  ['r00t', 'USERNAME_TAKEN'],
])('a username change to %j is refused with %s', async ([username, code], { server }) => {
  const answer = await rename(await registerPerson(server), { username });
  expect(answer.error?.fields).toEqual({ username: code });
});

test.for([
  'Ivan\u202e',
  '\u2066Ivan',
  'Ivan\ufe0f',
  '\u3164',
  '\u2800',
  'I\u200bvan',
  'I\u00advan',
  '\ue000',
])('a full name with a hidden letter is refused: %j', async (fullName, { server }) => {
  const answer = await rename(await registerPerson(server), { fullName });
  expect(answer.error?.fields).toEqual({ fullName: 'INVALID' });
});

test.for([
  'mike\ufe0f@example.com',
  'mi\u034fke@example.com',
  'mike\u115f@example.com',
  '\u3164@example.com',
])('a registration whose e-mail has a hidden letter is refused: %j', async (email, { server }) => {
  const input = { email, password: 'a long enough password' };
  const answer = await server.newBrowser().mutate('auth.register', input);
  expect(answer.error?.fields).toEqual({ email: 'INVALID' });
});

test.for(['Ёжик', 'zoë', 'e\u0301mile', 'Łukasz', 'Їжак', 'Nguyễn-7'])(
  'a username change to %j is accepted',
  async (username, { server }) => {
    const answer = await rename(await registerPerson(server), { username });
    expect(answer.data.username).toBe(username.normalize('NFC'));
  },
);
