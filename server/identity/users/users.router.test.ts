import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerPerson, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
  person = await registerPerson(server);
});
afterAll(() => server.close());

async function version(): Promise<number> {
  return (await person.browser.query('users.me')).data.version;
}

async function update(changes: Record<string, unknown>) {
  return person.browser.mutate('users.updateProfile', { version: await version(), ...changes });
}

test('users.me and users.updateProfile are refused without a session', async () => {
  const stranger = server.newBrowser();
  expect((await stranger.query('users.me')).error).toMatchObject({ code: 'UNAUTHENTICATED' });
  const answer = await stranger.mutate('users.updateProfile', { version: 1, fullName: 'x' });
  expect(answer.error).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test.each([
  'id',
  'email',
  'role',
  'permissions',
  'isActive',
  'emailVerified',
  'maxChats',
  'hashedPassword',
  'hashed_password',
  'lastLoginAt',
])('users.updateProfile refuses to set %s', async (field) => {
  const before = (await person.browser.query('users.me')).data;
  const answer = await update({ [field]: 'admin' });
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { [field]: 'UNKNOWN_FIELD' } });
  expect((await person.browser.query('users.me')).data).toEqual(before);
});

test.each([
  ['fullName', 'a'.repeat(256), 'TOO_LONG'],
  ['fullName', 'a\nb', 'INVALID'],
  ['fullName', 'a\0b', 'INVALID'],
  ['fullName', '\ud800', 'INVALID'],
  ['fullName', null, 'INVALID'],
  ['fullName', ['a'], 'INVALID'],
  ['username', 'ab', 'TOO_SHORT'],
  ['username', 'a'.repeat(51), 'TOO_LONG'],
  ['username', 'a b c', 'INVALID'],
  ['username', '.abc', 'INVALID'],
  ['username', 'abc-', 'INVALID'],
  ['username', 'a@b.example', 'INVALID'],
  ['username', 'аdmin', 'INVALID'],
  ['username', 'pаypal', 'INVALID'],
  ['username', 'иvан', 'INVALID'],
  ['username', 'a\u200bbc', 'INVALID'],
  ['username', 'a\u202ebc', 'INVALID'],
  ['locale', 'de', 'INVALID'],
  ['locale', 'ru-RU', 'INVALID'],
  ['theme', 'pink', 'INVALID'],
  ['timeZone', 'Europe/Atlantis', 'INVALID'],
  ['timeZone', '', 'INVALID'],
  ['timeZone', 'a'.repeat(65), 'TOO_LONG'],
  ['timeZone', 'Europe/Moscow\0', 'INVALID'],
  ['version', 0, 'INVALID'],
  ['version', 1.5, 'INVALID'],
  ['version', 2 ** 31, 'INVALID'],
  ['version', '1', 'INVALID'],
  ['version', undefined, 'REQUIRED'],
])('users.updateProfile refuses %s %j as %s', async (field, value, code) => {
  const answer = await update({ [field]: value });
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED' });
  expect(answer.error?.fields).toEqual({ [field]: code });
});

test.each(['admin', 'ADMIN', 'Root', 'ａｄｍｉｎ', 'support', 'quantpulse'])(
  'users.updateProfile refuses the reserved username %s',
  async (username) => {
    const answer = await update({ username });
    expect(answer.status).toBe(409);
    expect(answer.error).toMatchObject({ code: 'USERNAME_TAKEN', fields: { username: 'USERNAME_TAKEN' } });
  },
);

test.each([
  ['Svetlana', 'sVETLANA'],
  ['Светлана', 'сВЕТЛАНА'],
  ['Ёлка', 'ЁЛКА'],
  ['Straße1', 'straße1'],
  ['ﬁnance', 'FINANCE'],
])('when %s is a username, users.updateProfile refuses %s as taken', async (taken, wanted) => {
  const other = await registerPerson(server);
  const first = await other.browser.mutate('users.updateProfile', { version: 1, username: taken });
  expect(first.status).toBe(200);
  const answer = await update({ username: wanted });
  expect(answer.status).toBe(409);
  expect(answer.error).toMatchObject({ code: 'USERNAME_TAKEN', fields: { username: 'USERNAME_TAKEN' } });
});

test('users.updateProfile refuses a change to an outdated version', async () => {
  const stale = await version();
  await update({ fullName: 'First' });
  const answer = await person.browser.mutate('users.updateProfile', { version: stale, fullName: 'Second' });
  expect(answer.status).toBe(409);
  expect(answer.error).toMatchObject({ code: 'CONFLICT_VERSION' });
  expect((await person.browser.query('users.me')).data.fullName).toBe('First');
});

test('of two profile updates at once one succeeds, and the other is refused', async () => {
  const now = await version();
  const answers = await Promise.all(
    ['One', 'Two'].map((fullName) =>
      person.browser.mutate('users.updateProfile', { version: now, fullName }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const winner = answers.find(({ status }) => status === 200);
  expect(await version()).toBe(now + 1);
  expect((await person.browser.query('users.me')).data.fullName).toBe(winner?.data.fullName);
});

test('users.updateProfile changes one field, leaves the others, and users.me returns the outcome', async () => {
  for (const change of [
    { fullName: '  Иван Петров  ' },
    { username: 'Иван-Петров' },
    { locale: 'ru' },
    { theme: 'light' },
    { timeZone: 'Europe/Moscow' },
    { timeZone: 'UTC' },
  ]) {
    const before = (await person.browser.query('users.me')).data;
    const answer = await update(change);
    const [[field, value] = ['', '']] = Object.entries(change);
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({
      ...before,
      [field]: value.trim(),
      version: before.version + 1,
      updatedAt: expect.any(String),
    });
    expect((await person.browser.query('users.me')).data).toEqual(answer.data);
  }
});

test('users.updateProfile removes the full name when it is empty', async () => {
  await update({ fullName: 'Somebody' });
  expect((await update({ fullName: '' })).data.fullName).toBeNull();
});

test("users.updateProfile accepts the caller's own username in another case", async () => {
  await update({ username: 'OwnName' });
  expect((await update({ username: 'ownname' })).data.username).toBe('ownname');
});

test('users.me returns exactly the fields of the contract, and no hash', async () => {
  const { data } = await person.browser.query('users.me');
  expect(Object.keys(data).toSorted()).toEqual([
    'avatarUrl',
    'createdAt',
    'email',
    'emailVerified',
    'fullName',
    'id',
    'isActive',
    'lastLoginAt',
    'locale',
    'maxChats',
    'permissions',
    'role',
    'theme',
    'timeZone',
    'updatedAt',
    'username',
    'version',
  ]);
  expect(data).toMatchObject({
    id: person.id,
    email: person.email,
    role: 'user',
    permissions: [],
    isActive: true,
    maxChats: 10,
  });
  for (const instant of [data.createdAt, data.updatedAt, data.lastLoginAt])
    expect(instant).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(data.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});
