import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import { registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { settleServers, type TestServer } from '#server/testing/test-server.ts';

const test = withServer({ environment: { LIMIT_MAILS_PER_ADDRESS: '3/60m' } });

const newAddress = () => `${randomUUID()}@example.org`;
const newPassword = () => `another long password ${randomUUID()}`;
const use = (server: TestServer, procedure: string, token: string) =>
  server.newBrowser().mutate(procedure, { token });
const requestReset = (server: TestServer, email: string) =>
  server.newBrowser().mutate('auth.requestPasswordReset', { email });
const emailOf = async (server: TestServer, { id }: Person) =>
  (await server.db.selectFrom('users').select('email').where('id', '=', id).executeTakeFirstOrThrow()).email;

async function resetTokenOf(server: TestServer, { email }: Person): Promise<string> {
  await requestReset(server, email);
  return tokenTo(server, email, 'reset-password');
}

test('a change of password ends the change of address that a thief has asked for', async ({
  server,
  person,
}) => {
  const newEmail = newAddress();
  const thief = await signIn(server, person);
  expect((await thief.mutate('account.changeEmail', { newEmail })).status).toBe(200);
  const token = await tokenTo(server, newEmail, 'confirm-email-change');
  const [notice] = await mailsTo(server, person.email);
  expect(notice?.text).toContain('change your password');
  const passwords = { currentPassword: person.password, newPassword: newPassword() };
  expect((await person.browser.mutate('account.changePassword', passwords)).status).toBe(200);
  expect((await use(server, 'auth.confirmEmailChange', token)).error?.code).toBe('LINK_INVALID');
  expect(await emailOf(server, person)).toBe(person.email);
});

test.for([
  ['in the other case', (token: string) => token.replaceAll(/[a-z]/gi, otherCase)],
  ['with a byte behind it', (token: string) => `${token}A`],
  ['with a line break behind it', (token: string) => `${token}\n`],
  ['with a blank before it', (token: string) => ` ${token}`],
  ['with a byte of nothing behind it', (token: string) => `${token}\0`],
  ['with its last bits changed, which encode no byte', (token: string) => changedEnd(token)],
  ['twice', (token: string) => token + token],
  [
    'in the other alphabet of Base64',
    (token: string) => token.replaceAll('-', '+').replaceAll('_', '/') + '=',
  ],
] as const)('a link %s is none, and the right one still works', async ([, change], { server, person }) => {
  const token = await resetTokenOf(server, person);
  const reset = (presented: string) =>
    server.newBrowser().mutate('auth.resetPassword', { token: presented, newPassword: newPassword() });
  expect((await reset(change(token))).error?.code).toBe('LINK_INVALID');
  expect((await reset(token)).status).toBe(200);
});

function otherCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

/** The last of 43 letters holds four bits of the token and two of nothing. */
function changedEnd(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(token.at(-1) ?? '');
  return token.slice(0, -1) + (alphabet[last ^ 1] ?? '');
}

test('a link does what it is for alone, and another act neither does it nor uses it up', async ({
  server,
  person,
}) => {
  const newEmail = newAddress();
  await signIn(server, person);
  await person.browser.mutate('account.changeEmail', { newEmail });
  const tokens = {
    'auth.verifyEmail': await tokenTo(server, person.email, 'verify-email'),
    'auth.confirmEmailChange': await tokenTo(server, newEmail, 'confirm-email-change'),
    'auth.reportSignIn': await tokenTo(server, person.email, 'new-device'),
  };
  const acts = [...Object.keys(tokens), 'auth.undoEmailChange', 'auth.undoDeletion'];
  for (const [own, token] of Object.entries(tokens))
    for (const act of acts.filter((name) => name !== own))
      expect((await use(server, act, token)).error?.code, `${act} by a link of ${own}`).toBe('LINK_INVALID');
  for (const token of Object.values(tokens))
    expect((await use(server, 'auth.checkLink', token)).status).toBe(200);
});

test("somebody else's link acts on its owner alone, whoever presses it", async ({ server, person }) => {
  const other = await registerPerson(server);
  const token = await tokenTo(server, other.email, 'verify-email');
  const answer = await person.browser.mutate('auth.verifyEmail', { token });
  expect([answer.data, answer.setCookies]).toEqual([{ email: other.email }, []]);
  expect((await person.browser.query('users.me')).data.emailVerified).toBe(false);
  expect((await other.browser.query('users.me')).data.emailVerified).toBe(true);
});

test('whoever asks to move to the address of somebody takes none of their mails away', async ({
  server,
  person,
}) => {
  const thief = await registerPerson(server);
  for (let count = 0; count < 3; count += 1)
    expect((await thief.browser.mutate('account.changeEmail', { newEmail: person.email })).status).toBe(200);
  const { error } = await thief.browser.mutate('account.changeEmail', { newEmail: person.email });
  expect(error?.code).toBe('RATE_LIMITED');
  expect(await resetTokenOf(server, person)).toHaveLength(43);
});

test.for([
  ['in full-width letters', (email: string) => email.replaceAll(/[a-z]/g, fullWidth)],
  ['in capitals', (email: string) => email.toUpperCase()],
  ['with blanks around it', (email: string) => `  ${email} `],
] as const)(
  'a reset for an address typed %s goes to the address as it is kept',
  async ([, typed], { server, person }) => {
    const [local = '', domain = ''] = person.email.split('@');
    const email = typed(`${local}@`).replace(/@(\s*)$/, `@${domain}$1`);
    expect((await requestReset(server, email)).status).toBe(200);
    await settleServers();
    const { rows } = await sql`select recipient from mails
    where kind = 'reset-password' and user_id = ${person.id}`.execute(server.db);
    expect(rows).toEqual([{ recipient: person.email }]);
  },
);

const fullWidth = (letter: string) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0);

test('a person may write their own address in other letters', async ({ server, person }) => {
  const [local = '', domain = ''] = person.email.split('@');
  const stored = `${local.toUpperCase()}@${domain}`;
  await person.browser.mutate('account.changeEmail', { newEmail: stored.toUpperCase() });
  const token = await tokenTo(server, stored, 'confirm-email-change');
  expect((await use(server, 'auth.confirmEmailChange', token)).data).toEqual({ email: stored });
  expect(await emailOf(server, person)).toBe(stored);
});

test('asking for the very address that one has mails nobody', async ({ server, person }) => {
  const before = await mailsTo(server, person.email);
  const answer = await person.browser.mutate('account.changeEmail', { newEmail: ` ${person.email} ` });
  expect(answer.data).toEqual({ ok: true });
  expect(await mailsTo(server, person.email)).toEqual(before);
});

test('an address is one in punycode and in letters: taken, left and put back', async ({ server, person }) => {
  const newEmail = `Anna-${randomUUID()}@xn--e1afmkfd.xn--p1ai`;
  const stored = newEmail.replace('xn--e1afmkfd.xn--p1ai', 'пример.рф');
  await person.browser.mutate('account.changeEmail', { newEmail });
  const token = await tokenTo(server, stored, 'confirm-email-change');
  expect((await use(server, 'auth.confirmEmailChange', token)).data).toEqual({ email: stored });
  const register = (email: string) =>
    server.newBrowser().mutate('auth.register', { email, password: newPassword() });
  for (const email of [newEmail, stored.toUpperCase(), person.email.toUpperCase()])
    expect((await register(email)).error?.code).toBe('EMAIL_TAKEN');
  const undo = await tokenTo(server, person.email, 'email-changed');
  expect((await use(server, 'auth.undoEmailChange', undo)).data).toEqual({ email: person.email });
  expect((await register(newEmail)).status).toBe(200);
});

test.for(['anna@exаmple.org', 'anna@example.оrg', 'anna@ехаmple.org'])(
  'a domain that mixes alphabets (%#) is no address to move to',
  async (newEmail, { server, person }) => {
    const { error } = await person.browser.mutate('account.changeEmail', { newEmail });
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { newEmail: 'INVALID' } });
    expect((await mailsTo(server, newEmail)).length).toBe(0);
  },
);
