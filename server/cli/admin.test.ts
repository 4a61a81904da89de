import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { createPasswords, soleClaimant } from '#server/security/passwords.ts';
import { runOperatorCommand, startOperatorCommand } from '#server/testing/operator.ts';
import { createEmptyDatabase, createTestDatabase } from '#server/testing/postgres.ts';

const password = 'пятнадцать человек на сундук';
let url: string;
let db: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ url, drop } = await createTestDatabase());
  db = createDatabase(url);
});

beforeEach(async () => {
  await db.deleteFrom('users').execute();
});

afterAll(async () => {
  await db.destroy();
  await drop();
});

function create(changes: NodeJS.ProcessEnv = {}, input = '') {
  const environment = {
    DATABASE_URL: url,
    FIRST_ADMIN_EMAIL: 'boss@пример.рф',
    FIRST_ADMIN_USERNAME: 'admin',
    FIRST_ADMIN_PASSWORD: password,
  };
  return runOperatorCommand(['admin', 'create'], { ...environment, ...changes }, input);
}

const users = () => db.selectFrom('users').selectAll().execute();

test.each([
  ['a weak password', { FIRST_ADMIN_PASSWORD: 'Password1' }, /^The password is too easy to guess.*\n$/],
  ['a missing e-mail', { FIRST_ADMIN_EMAIL: '' }, /^E-mail: No answer to "E-mail:"\n$/],
])('npm run admin -- create refuses %s in one line', async (_, environment, line) => {
  const { code, stdout, stderr } = await create(environment);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(line);
  expect(await users()).toEqual([]);
});

test('npm run admin -- create refuses a database without migrations and says what to do', async () => {
  const empty = await createEmptyDatabase();
  const { code, stderr } = await create({ DATABASE_URL: empty.url });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^First run: npm run migrate -- up \(migration 0001-create-users .*\)\n$/);
  await empty.drop();
});

test('npm run admin -- create refuses two passwords that differ', async () => {
  const { code, stderr } = await create({ FIRST_ADMIN_PASSWORD: '' }, `${password}\nanother one entirely\n`);
  expect(code).toBe(1);
  expect(stderr).toContain('The two passwords differ; nothing was changed');
  expect(await users()).toEqual([]);
});

test('npm run admin -- create asks for what is not set and shows no password', async () => {
  const unset = { FIRST_ADMIN_EMAIL: '', FIRST_ADMIN_USERNAME: '', FIRST_ADMIN_PASSWORD: '' };
  const { code, stdout, stderr } = await create(unset, `anna@example.org\nanna\n${password}\n${password}\n`);
  expect(code).toBe(0);
  expect(stderr).toBe('E-mail: Username: Password (not shown): \nThe same again: \n');
  expect(stdout + stderr).not.toContain(password);
  expect(await users()).toMatchObject([{ email: 'anna@example.org', username: 'anna', role: 'admin' }]);
});

test('three create commands at once all succeed and make one administrator, who can sign in', async () => {
  const outcomes = await Promise.all([create(), create(), create()]);

  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(outcomes.map(({ stdout }) => stdout).toSorted()).toEqual([
    'Administrator boss@пример.рф exists; nothing was changed\n',
    'Administrator boss@пример.рф exists; nothing was changed\n',
    'Administrator boss@пример.рф is made\n',
  ]);
  const made = await users();
  expect(made).toMatchObject([{ username: 'admin', role: 'admin', last_login_at: null }]);
  const passwords = createPasswords({ threads: 1 });
  const isRight = await passwords.acquire(soleClaimant).verify(password, made[0]?.hashed_password);
  expect(isRight).toBe(true);
  await passwords.close();
}, 30_000);

test('npm run admin prints its usage when asked for help', async () => {
  const { code, stdout } = await startOperatorCommand(['admin', '--help']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: npm run admin -- <command>\n/);
  for (const name of ['create', 'reset-password', 'disable', 'sign-out', 'keys'])
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
});

const createFirst = (changes: NodeJS.ProcessEnv = {}) =>
  runOperatorCommand(['admin', 'create', '--first'], {
    DATABASE_URL: url,
    FIRST_ADMIN_EMAIL: 'boss@example.org',
    FIRST_ADMIN_USERNAME: 'boss',
    FIRST_ADMIN_PASSWORD: password,
    ...changes,
  });

test('npm run admin -- create --first does nothing where no administrator is set', async () => {
  const outcome = await createFirst({
    FIRST_ADMIN_EMAIL: '',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x',
  });
  expect(outcome).toEqual({
    code: 0,
    stdout: 'FIRST_ADMIN_EMAIL is not set; nothing was changed\n',
    stderr: '',
  });
});

test('npm run admin -- create --first refuses a weak password, as a bad setting of the start', async () => {
  const { code, stderr } = await createFirst({ FIRST_ADMIN_PASSWORD: 'Password1' });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The password is too easy to guess.*\n$/);
});

test('npm run admin -- create --first makes one administrator, and none when that one was renamed since', async () => {
  expect((await createFirst()).stdout).toBe('Administrator boss@example.org is made\n');
  await db
    .updateTable('users')
    .set({ email: 'new@example.org', username: 'new-name', is_active: false })
    .execute();
  const before = await users();
  expect(await createFirst({ FIRST_ADMIN_PASSWORD: 'Password1' })).toEqual({
    code: 0,
    stdout: 'An administrator exists; nothing was changed\n',
    stderr: '',
  });
  expect(await users()).toEqual(before);
});
