import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAdmin, requireEmail, requireUsername } from '#server/cli/admin-account.ts';
import { requireNewPassword } from '#server/cli/new-password.ts';
import { createDatabase, type Database } from '#server/db/database.ts';
import { createInTransaction } from '#server/repositories.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

const account = { email: 'boss@пример.рф', username: 'admin', password: 'пятнадцать человек на сундук' };
const rules = { sessionIdleMinutes: 0, rotationsPerSession: null };
const passwords = { hash: (text: string) => Promise.resolve(`hash of ${text}`) };
let db: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  db = createDatabase(database.url);
});

beforeEach(async () => {
  await db.deleteFrom('users').execute();
});

afterAll(async () => {
  await db.destroy();
  await drop();
});

const users = () => db.selectFrom('users').selectAll().execute();
const insert = (values: { email: string; username: string }) =>
  db
    .insertInto('users')
    .values({ hashed_password: 'old', ...values })
    .execute();

test.each([
  ['short', 'The password needs 8 to 256 characters'],
  ['x'.repeat(257), 'The password needs 8 to 256 characters'],
  ['Password123!', 'The password is too easy to guess'],
  ['gfhjkm2026', 'The password is too easy to guess'],
  ['йцукенгшщ', 'The password is too easy to guess'],
  ['Admin2026!', 'The password is too easy to guess'],
  ['boss@пример.рф', 'The password is too easy to guess'],
  ['admin-account'.slice(0, 8), 'The password is too easy to guess'],
])('an administrator cannot have the password %s', async (password, message) => {
  const { email, username } = account;
  await expect(requireNewPassword(password, [email, username])).rejects.toThrow(message);
});

test.each(['boss', 'boss@localhost', 'a@b@example.org', ''])(
  'an administrator cannot have the e-mail "%s"',
  (email) => {
    expect(() => requireEmail(email)).toThrow('The e-mail address is not valid');
  },
);

test.each(['аdmin', 'ab', 'a b', 'boss@example.org'])(
  'an administrator cannot have the username "%s"',
  (username) => {
    expect(() => requireUsername(username)).toThrow('The username needs 3 to 50');
  },
);

test('an administrator may have a reserved username and keeps the e-mail as registration does', () => {
  expect(requireUsername('admin')).toBe('admin');
  expect(requireEmail(' Boss@XN--E1AFMKFD.xn--p1ai ')).toBe('Boss@пример.рф');
});

test('creating an administrator never promotes or changes an existing account, whatever the case of its e-mail', async () => {
  await insert({ email: 'BOSS@ПРИМЕР.РФ', username: 'somebody' });
  const before = await users();
  await expect(createAdmin(createInTransaction(db, rules), passwords, account)).rejects.toThrow(
    /exists and is no administrator/,
  );
  expect(await users()).toEqual(before);
});

test("creating an administrator never takes another account's username", async () => {
  await insert({ email: 'other@example.org', username: 'ADMIN' });
  await expect(createAdmin(createInTransaction(db, rules), passwords, account)).rejects.toThrow(
    /belongs to another account/,
  );
  expect(await users()).toHaveLength(1);
});

test('creating an administrator who exists already changes nothing', async () => {
  expect(await createAdmin(createInTransaction(db, rules), passwords, account)).toBe(true);
  const before = await users();
  const again = { ...account, email: 'BOSS@пример.рф', password: 'another good password' };
  expect(await createAdmin(createInTransaction(db, rules), passwords, again)).toBe(false);
  expect(await users()).toEqual(before);
});

test('creating one administrator ten times at once makes one account and tells of it once', async () => {
  const results = await Promise.all(
    Array.from({ length: 10 }, () => createAdmin(createInTransaction(db, rules), passwords, account)),
  );
  expect(results.filter(Boolean)).toEqual([true]);
  const made = await users();
  expect(made).toHaveLength(1);
  const events = db.selectFrom('audit_events').select(['event', 'request_id', 'details']);
  expect(await events.where('user_id', '=', made[0]!.id).orderBy('event').execute()).toEqual([
    { event: 'account-created', request_id: 'operator: create', details: {} },
    { event: 'role-changed', request_id: 'operator: create', details: { to: 'admin' } },
  ]);
});
