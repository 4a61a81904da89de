import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import { auditEventsOf, registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { settleServers, startTestServer, type TestServer } from '#server/testing/test-server.ts';

const newPassword = () => `another long password ${randomUUID()}`;

async function resetToken(server: TestServer, { email }: Pick<Person, 'email'>): Promise<string> {
  const answer = await server.newBrowser().mutate('auth.requestPasswordReset', { email });
  expect([answer.status, answer.data]).toEqual([200, { ok: true }]);
  return tokenTo(server, email, 'reset-password');
}

const reset = (server: TestServer, token: string, password = newPassword()) =>
  server.newBrowser().mutate('auth.resetPassword', { token, newPassword: password });

test.for(['', 'short', 'a'.repeat(43), 'é'.repeat(43), 'a'.repeat(10_000)])(
  'a text that is no link of ours (%#) is refused by every procedure that takes one',
  async (token, { server }) => {
    const browser = server.newBrowser();
    for (const name of ['auth.checkLink', 'auth.verifyEmail'])
      expect((await browser.mutate(name, { token })).error?.code).toBe('LINK_INVALID');
    expect((await reset(server, token)).error?.code).toBe('LINK_INVALID');
  },
);

test('a link of one purpose does nothing of another, and is not used up by the attempt', async ({
  server,
  person,
}) => {
  const token = await tokenTo(server, person.email, 'verify-email');
  expect((await reset(server, token)).error?.code).toBe('LINK_INVALID');
  const answer = await server.newBrowser().mutate('auth.verifyEmail', { token });
  expect(answer.data).toEqual({ email: person.email });
});

test('a link past its time, used, or replaced by a newer one is refused', async ({ server, person }) => {
  const first = await resetToken(server, person);
  const second = await resetToken(server, person);
  expect((await reset(server, first)).error?.code).toBe('LINK_INVALID');
  await sql`update links set expires_at = now() - interval '1 second' where purpose = 'resetPassword'`.execute(
    server.db,
  );
  expect((await reset(server, second)).error?.code).toBe('LINK_INVALID');
  const third = await resetToken(server, person);
  expect((await reset(server, third)).status).toBe(200);
  expect((await reset(server, third)).error?.code).toBe('LINK_INVALID');
});

test('looking at a link by GET or by checkLink uses nothing up and names its owner only in part', async ({
  server,
  person,
}) => {
  const token = await resetToken(server, person);
  const browser = server.newBrowser();
  expect((await browser.query('auth.checkLink', { token })).status).toBe(405);
  for (let count = 0; count < 2; count += 1) {
    const { data } = await browser.mutate('auth.checkLink', { token });
    expect(data).toMatchObject({
      purpose: 'resetPassword',
      email: `${person.email[0]}…@example.com`,
    });
    expect(Date.parse(data.expiresAt) - Date.now()).toBeLessThan(61 * 60_000);
  }
  expect((await reset(server, token)).status).toBe(200);
});

test('two parallel uses of one link on two replicas set one password', async ({
  server,
  replica,
  person,
}) => {
  const token = await resetToken(server, person);
  const passwords = Array.from({ length: 6 }, newPassword);
  const answers = await Promise.all(
    passwords.map((password, index) => reset(index % 2 ? replica : server, token, password)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const right = passwords[answers.findIndex(({ status }) => status === 200)] ?? '';
  await signIn(server, { ...person, password: right });
});

test('a reset ends every session, forgets every device and verifies the address', async ({
  server,
  person,
}) => {
  const other = await signIn(server, person);
  const token = await resetToken(server, person);
  const password = newPassword();
  expect((await reset(server, token, password)).status).toBe(200);
  for (const browser of [person.browser, other])
    expect((await browser.query('users.me')).error?.code).toBe('UNAUTHENTICATED');
  const devices = await server.db
    .selectFrom('known_devices')
    .where('user_id', '=', person.id)
    .selectAll()
    .execute();
  expect(devices).toEqual([]);
  const browser = await signIn(server, { ...person, password });
  expect((await browser.query('users.me')).data.emailVerified).toBe(true);
  expect(await auditEventsOf(server, person.id)).toContain('password-recovered');
  expect((await mailsTo(server, person.email)).map(({ kind }) => kind)).toContain('password-changed');
});

test('a weak new password is refused and leaves the link as it was', async ({ server, person }) => {
  const token = await resetToken(server, person);
  const [localPart = ''] = person.email.split('@');
  expect((await reset(server, token, localPart)).error).toMatchObject({
    code: 'PASSWORD_WEAK',
    fields: { newPassword: 'PASSWORD_WEAK' },
  });
  expect((await reset(server, token)).status).toBe(200);
});

test('a link of before a change of password or of a disabled account is refused', async ({
  server,
  person,
}) => {
  const token = await resetToken(server, person);
  const next = newPassword();
  const input = { currentPassword: person.password, newPassword: next };
  expect((await person.browser.mutate('account.changePassword', input)).status).toBe(200);
  expect((await reset(server, token)).error?.code).toBe('LINK_INVALID');
  const later = await resetToken(server, person);
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute();
  expect((await reset(server, later)).error?.code).toBe('LINK_INVALID');
  expect((await server.newBrowser().mutate('auth.checkLink', { token: later })).error?.code).toBe(
    'LINK_INVALID',
  );
});

test('a reset while a sign-in with the old password is under way lets that sign-in open nothing', async ({
  server,
  person,
}) => {
  const token = await resetToken(server, person);
  const [answer, ...signIns] = await Promise.all([
    reset(server, token),
    ...Array.from({ length: 5 }, () =>
      server.newBrowser().mutate('auth.login', { identifier: person.email, password: person.password }),
    ),
  ]);
  expect(answer?.status).toBe(200);
  expect(signIns.filter(({ status }) => status === 200 || status === 401)).toHaveLength(5);
  const live = await server.db
    .selectFrom('sessions')
    .where('user_id', '=', person.id)
    .where('revoked_at', 'is', null)
    .selectAll()
    .execute();
  expect(live).toEqual([]);
});

test('a request for a reset answers alike for known, unknown, disabled and deleted addresses', async ({
  server,
  person,
}) => {
  const disabled = await registerPerson(server);
  const deleted = await registerPerson(server);
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', disabled.id).execute();
  await deleted.browser.mutate('account.delete', { password: deleted.password });
  await settleServers();
  const before = await mailCount(server);
  const emails = [person.email, `${randomUUID()}@example.com`, disabled.email, deleted.email];
  const answers = await Promise.all(
    emails.map((email) => server.newBrowser().mutate('auth.requestPasswordReset', { email })),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
  await settleServers();
  expect((await mailCount(server)) - before).toBe(1);
});

async function mailCount(server: TestServer): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from mails`.execute(server.db);
  return rows[0]!.count;
}

test('a forged Host header never reaches a link', async ({ server, person }) => {
  await server
    .newBrowser()
    .mutate(
      'auth.requestPasswordReset',
      { email: person.email },
      { headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' } },
    );
  const [mail] = await mailsTo(server, person.email);
  expect(mail?.text).toContain('http://localhost:3000/reset#token=');
  expect(mail?.text + (mail?.html ?? '')).not.toContain('evil.example');
});

test('no token of a link stands in the database, in the log or in an address in clear', async ({
  server,
  person,
}) => {
  const token = await resetToken(server, person);
  await reset(server, token);
  const { rows } = await sql<{ dump: string }>`select concat(
    (select string_agg(mails::text, ' ') from mails), (select string_agg(links::text, ' ') from links),
    (select string_agg(audit_events::text, ' ') from audit_events)) as dump`.execute(server.db);
  const hex = Buffer.from(token).toString('hex');
  for (const text of [token, hex]) {
    expect(rows[0]?.dump).not.toContain(text);
    expect(server.logLines.join('\n')).not.toContain(text);
  }
});

test('one address gets no more than its share of requests for mails, however many it asks at once', async ({
  server,
}) => {
  const replica = await startTestServer({ replicaOf: server, environment: { LIMIT_MAILS_PER_IP: '20/60m' } });
  const answers = await Promise.all(
    Array.from({ length: 60 }, () =>
      replica.newBrowser().mutate('auth.requestPasswordReset', { email: `${randomUUID()}@example.com` }),
    ),
  );
  await replica.close();
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(answers.filter(({ error }) => error?.code === 'RATE_LIMITED')).toHaveLength(40);
});

test('a server without mails refuses what needs them and says so before anyone types', async ({ server }) => {
  const without = await startTestServer({
    replicaOf: server,
    environment: { APP_ORIGIN: 'https://money.example' },
  });
  const browser = without.newBrowser();
  expect((await browser.query('auth.session')).data.features).toMatchObject({ mails: false, outbox: false });
  const answer = await browser.mutate('auth.requestPasswordReset', { email: 'anna@example.com' });
  expect(answer.error?.code).toBe('FEATURE_OFF');
  expect((await browser.query('outbox.list')).error?.code).toBe('NOT_FOUND');
  await without.close();
});
