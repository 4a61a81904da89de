import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';

async function version(person: Person): Promise<number> {
  return (await person.browser.query('users.me')).data.version;
}

async function update(person: Person, changes: Record<string, unknown>) {
  return person.browser.mutate('users.updateProfile', { version: await version(person), ...changes });
}

test('users.me and users.updateProfile are refused without a session', async ({ server }) => {
  const stranger = server.newBrowser();
  expect((await stranger.query('users.me')).error).toMatchObject({ code: 'UNAUTHENTICATED' });
  const answer = await stranger.mutate('users.updateProfile', { version: 1, fullName: 'x' });
  expect(answer.error).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test.for([
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
])('users.updateProfile refuses to set %s', async (field, { person }) => {
  const before = (await person.browser.query('users.me')).data;
  const answer = await update(person, { [field]: 'admin' });
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { [field]: 'UNKNOWN_FIELD' } });
  expect((await person.browser.query('users.me')).data).toEqual(before);
});

test.for([
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
  ['baseCurrency', 'eur', 'INVALID'],
  ['baseCurrency', 'XAU', 'INVALID'],
  ['baseCurrency', 'EURO', 'TOO_LONG'],
  ['numberFormat', 'roman', 'INVALID'],
  ['timeZone', 'a'.repeat(65), 'TOO_LONG'],
  ['timeZone', 'Europe/Moscow\0', 'INVALID'],
  ['version', 0, 'INVALID'],
  ['version', 1.5, 'INVALID'],
  ['version', 2 ** 31, 'INVALID'],
  ['version', '1', 'INVALID'],
  ['version', undefined, 'REQUIRED'],
] as const)('users.updateProfile refuses %s %j as %s', async ([field, value, code], { person }) => {
  const answer = await update(person, { [field]: value });
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED' });
  expect(answer.error?.fields).toEqual({ [field]: code });
});

test.for(['admin', 'ADMIN', 'Root', 'ａｄｍｉｎ', 'support', 'quantpulse'])(
  'users.updateProfile refuses the reserved username %s',
  async (username, { person }) => {
    const answer = await update(person, { username });
    expect(answer.status).toBe(409);
    expect(answer.error).toMatchObject({ code: 'USERNAME_TAKEN', fields: { username: 'USERNAME_TAKEN' } });
  },
);

test.for([
  ['Svetlana', 'sVETLANA'],
  ['Светлана', 'сВЕТЛАНА'],
  ['Ёлка', 'ЁЛКА'],
  ['Straße1', 'straße1'],
  ['ﬁnance', 'FINANCE'],
])(
  'when %s is a username, users.updateProfile refuses %s as taken',
  async ([taken, wanted], { server, person }) => {
    const other = await registerPerson(server);
    const first = await other.browser.mutate('users.updateProfile', { version: 1, username: taken });
    expect(first.status).toBe(200);
    const answer = await update(person, { username: wanted });
    expect(answer.status).toBe(409);
    expect(answer.error).toMatchObject({ code: 'USERNAME_TAKEN', fields: { username: 'USERNAME_TAKEN' } });
  },
);

test('users.updateProfile refuses a change to an outdated version', async ({ person }) => {
  const stale = await version(person);
  await update(person, { fullName: 'First' });
  const answer = await person.browser.mutate('users.updateProfile', { version: stale, fullName: 'Second' });
  expect(answer.status).toBe(409);
  expect(answer.error).toMatchObject({ code: 'CONFLICT_VERSION' });
  expect((await person.browser.query('users.me')).data.fullName).toBe('First');
});

test('of two profile updates at once one succeeds, and the other is refused', async ({ person }) => {
  const now = await version(person);
  const answers = await Promise.all(
    ['One', 'Two'].map((fullName) =>
      person.browser.mutate('users.updateProfile', { version: now, fullName }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const winner = answers.find(({ status }) => status === 200);
  expect(await version(person)).toBe(now + 1);
  expect((await person.browser.query('users.me')).data.fullName).toBe(winner?.data.fullName);
});

test('users.updateProfile changes one field, leaves the others, and users.me returns the outcome', async ({
  person,
}) => {
  for (const change of [
    { fullName: '  Иван Петров  ' },
    { username: 'Иван-Петров' },
    { locale: 'ru' },
    { theme: 'light' },
    { timeZone: 'Europe/Moscow' },
    { timeZone: 'UTC' },
    { baseCurrency: 'RUB' },
    { numberFormat: 'point-comma' },
  ]) {
    const before = (await person.browser.query('users.me')).data;
    const answer = await update(person, change);
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

test('users.updateProfile removes the full name when it is empty', async ({ person }) => {
  await update(person, { fullName: 'Somebody' });
  expect((await update(person, { fullName: '' })).data.fullName).toBeNull();
});

test("users.updateProfile accepts the caller's own username in another case", async ({ person }) => {
  await update(person, { username: 'OwnName' });
  expect((await update(person, { username: 'ownname' })).data.username).toBe('ownname');
});

test('users.me returns exactly the fields of the contract, and no hash', async ({ person }) => {
  const { data } = await person.browser.query('users.me');
  expect(Object.keys(data).toSorted()).toEqual([
    'avatarUrl',
    'baseCurrency',
    'createdAt',
    'email',
    'emailVerified',
    'fullName',
    'id',
    'isActive',
    'lastLoginAt',
    'locale',
    'maxChats',
    'numberFormat',
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
