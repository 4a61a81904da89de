import { expect } from 'vitest';
import { runOperatorCommand } from '#server/testing/operator.ts';
import { withServer } from '#server/testing/fixtures.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import { auditEventsOf } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const password = 'пятнадцать человек на сундук';
const secret = { AUTH_SECRET: 'a-secret-of-the-tests-0123456789' };
const test = withServer({ environment: { REGISTRATION: 'closed', ...secret } });
/** Somebody who was invited has no session yet: nobody can register here. */
let count = 0;
const newEmail = () => `invited-${(count += 1)}@example.org`;

const admin = ({ databaseUrl }: TestServer, parameters: string[], environment: NodeJS.ProcessEnv = {}) =>
  runOperatorCommand(['admin', ...parameters], { DATABASE_URL: databaseUrl, ...environment });

const invite = async (server: TestServer, email: string) => (await admin(server, ['invite', email])).stdout;
const tokenIn = (printed: string) => /\/reset#token=([A-Za-z0-9_-]{43})\n$/.exec(printed)?.[1] ?? 'none';
const row = ({ db }: TestServer, email: string) =>
  db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
const choose = (server: TestServer, token: string) =>
  server.newBrowser().mutate('auth.resetPassword', { token, newPassword: password });
const login = (server: TestServer, identifier: string, typed: string) =>
  server.newBrowser().mutate('auth.login', { identifier, password: typed });

test.for(['nobody', 'a@b@example.org', ''])(
  'nobody is invited to the e-mail "%s"',
  async (email, { server }) => {
    expect(await admin(server, ['invite', email])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The e-mail address is not valid\n',
    });
  },
);

test('an account with a password is not invited, in whatever case its e-mail is typed', async ({
  server,
}) => {
  const email = newEmail();
  await choose(server, tokenIn(await invite(server, email)));
  const before = await row(server, email);
  expect(await admin(server, ['invite', email.toUpperCase()])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'An account with this e-mail exists; nothing was changed\n',
  });
  expect(await row(server, email)).toEqual(before);
});

test('an account that lost its password to an undone change of address is not invited', async ({
  server,
}) => {
  const email = newEmail();
  await choose(server, tokenIn(await invite(server, email)));
  await login(server, email, password);
  await server.db.updateTable('users').set({ hashed_password: '!' }).where('email', '=', email).execute();
  expect((await admin(server, ['invite', email])).stderr).toMatch(/^An account with this e-mail exists/);
});

test('a disabled account is not invited', async ({ server }) => {
  const email = newEmail();
  await invite(server, email);
  await admin(server, ['disable', email]);
  expect((await admin(server, ['invite', email])).stderr).toMatch(/^This account is disabled; enable it/);
});

test('an address that somebody left and can still put back is not invited', async ({ server }) => {
  const email = newEmail();
  await invite(server, newEmail());
  await server.db
    .insertInto('links')
    .columns(['token_hash', 'user_id', 'purpose', 'email', 'expires_at'])
    .expression(
      server.db
        .selectFrom('users')
        .select(({ val, fn }) => [
          fn<Buffer>('sha256', [fn('uuid_send', ['id'])]).as('token_hash'),
          'id',
          val('undoEmailChange' as const).as('purpose'),
          val(email).as('email'),
          val(new Date(Date.now() + 60_000)).as('expires_at'),
        ])
        .limit(1),
    )
    .execute();
  expect((await admin(server, ['invite', email])).stderr).toMatch(/^Another account has this e-mail, or can/);
  expect(await row(server, email)).toBeUndefined();
});

test('somebody invited to a closed server chooses a password by the link of 72 hours and signs in', async ({
  server,
}) => {
  const email = newEmail();
  const printed = await invite(server, email);
  expect(printed).toMatch(
    new RegExp(
      `^${email} is invited now; the link works once, until [\\dT:.-]+Z; a mail with it is queued\nhttp`,
    ),
  );
  const made = (await row(server, email))!;
  expect(made).toMatchObject({ role: 'user', is_active: true, hashed_password: '!', last_login_at: null });
  expect((await login(server, email, '!')).error?.code).toBe('INVALID_CREDENTIALS');

  const token = tokenIn(printed);
  const { data } = await server.newBrowser().mutate('auth.checkLink', { token });
  const hours = (Date.parse(data.expiresAt) - made.created_at.getTime()) / 3_600_000;
  expect([data.purpose, Math.round(hours)]).toEqual(['resetPassword', 72]);
  expect((await choose(server, token)).data).toEqual({ ok: true });
  expect((await login(server, email, password)).data.user).toMatchObject({ email, emailVerified: true });
  const events = await auditEventsOf(server, made.id);
  expect(events).toEqual(['account-created', 'sign-in-refused', 'password-recovered', 'signed-in']);
});

test('the mail of an invitation has the link that was printed, and tells of nobody', async ({ server }) => {
  const email = newEmail();
  const token = tokenIn(await invite(server, email));
  expect(await tokenTo(server, email, 'invitation')).toBe(token);
  const [mail] = await mailsTo(server, email);
  expect(mail).toMatchObject({ kind: 'invitation', subject: 'Your account at QuantPulse' });
  expect(mail?.text).not.toContain('undefined');
});

test('a second invitation prints a new link, and the first one no longer works', async ({ server }) => {
  const email = newEmail();
  const first = tokenIn(await invite(server, email));
  const again = await invite(server, email);
  expect(again).toMatch(new RegExp(`^${email} is invited again;`));
  expect((await choose(server, first)).error?.code).toBe('LINK_INVALID');
  expect((await choose(server, tokenIn(again))).status).toBe(200);
});

test('where no mail is sent, an invitation says so and still prints its link', async ({ server }) => {
  const email = newEmail();
  const { stdout } = await admin(server, ['invite', email], { TRUSTED_PROXY_HOPS: '1' });
  expect(stdout).toContain('; no mail is sent\n');
  expect((await choose(server, tokenIn(stdout))).status).toBe(200);
  expect((await mailsTo(server, email)).map(({ kind }) => kind)).toEqual(['password-changed']);
});

test('who is disabled or gets a new password from the operator is told by mail', async ({ server }) => {
  const email = newEmail();
  await invite(server, email);
  await runOperatorCommand(
    ['admin', 'reset-password', email],
    { DATABASE_URL: server.databaseUrl },
    `${password}\n${password}\n`,
  );
  await admin(server, ['disable', email]);
  await admin(server, ['disable', email]);
  const kinds = (await mailsTo(server, email)).map(({ kind }) => kind);
  expect(kinds).toEqual(['account-disabled', 'password-changed', 'invitation']);
});
