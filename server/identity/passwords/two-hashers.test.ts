import { hashSync } from 'bcryptjs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPasswordsRepository } from '#server/identity/passwords/passwords.repository.ts';
import { registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const ofBcrypt = /^qp1\$2b\$04\$/;
const ofArgon2id = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

let before: TestServer;
let after: TestServer;
beforeAll(async () => {
  before = await startTestServer();
  after = await startTestServer({ replicaOf: before, environment: { PASSWORD_HASHER: 'argon2id' } });
});
afterAll(async () => {
  await after.close();
  await before.close();
});

async function storedHash({ id }: Person): Promise<string> {
  const user = before.db.selectFrom('users').select('hashed_password').where('id', '=', id);
  return (await user.executeTakeFirstOrThrow()).hashed_password;
}

test('a registration hashes as PASSWORD_HASHER says', async () => {
  expect(await storedHash(await registerPerson(before))).toMatch(ofBcrypt);
  expect(await storedHash(await registerPerson(after))).toMatch(ofArgon2id);
});

test('a sign-in moves an account to the hasher that is set, there and back', async () => {
  const person = await registerPerson(before);
  await signIn(after, person);
  const moved = await storedHash(person);
  expect(moved).toMatch(ofArgon2id);
  await signIn(after, person);
  expect(await storedHash(person)).toBe(moved);
  await signIn(before, person);
  expect(await storedHash(person)).toMatch(ofBcrypt);
  await signIn(before, person);
});

test('a refused sign-in moves no account to another hasher', async () => {
  const person = await registerPerson(before);
  const input = { identifier: person.email, password: 'wrong' };
  const { error } = await after.newBrowser().mutate('auth.login', input);
  expect(error?.code).toBe('INVALID_CREDENTIALS');
  expect(await storedHash(person)).toMatch(ofBcrypt);
});

test('five sign-ins at once move an account to argon2id, and all of them succeed', async () => {
  const person = await registerPerson(before);
  await Promise.all(Array.from({ length: 5 }, () => signIn(after, person)));
  expect(await storedHash(person)).toMatch(ofArgon2id);
});

test('a changed password is hashed as PASSWORD_HASHER says, whatever hashed the one before', async () => {
  const person = await registerPerson(before);
  const browser = after.newBrowser();
  const input = { currentPassword: person.password, newPassword: 'another long password' };
  const { jar } = person.browser;
  const answer = await browser.mutate('account.changePassword', input, { cookies: Object.fromEntries(jar) });
  expect(answer.status).toBe(200);
  expect(await storedHash(person)).toMatch(ofArgon2id);
  await signIn(before, { ...person, password: input.newPassword });
});

test('accounts are counted by their hasher, and those without a hash by none', async () => {
  const server = await startTestServer();
  const rows = [
    'qp1$2b$12$x',
    hashSync('a password', 4),
    '$2y$10$x',
    '$argon2id$v=19$m=19456,t=2,p=1$x$x',
    '!',
    '',
    'x$argon2id$',
    '$1$x',
  ].map((hashed_password, n) => ({ email: `${n}@example.com`, username: `person-${n}`, hashed_password }));
  const count = () => createPasswordsRepository(server.db).countByHasher();
  expect(await count()).toEqual({ bcrypt: 0, argon2id: 0 });
  await server.db.insertInto('users').values(rows).execute();
  expect(await count()).toEqual({ bcrypt: 3, argon2id: 1 });
  await sql`delete from users`.execute(server.db);
  await server.close();
});
