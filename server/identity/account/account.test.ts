import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import {
  auditEventsOf,
  cookieOf,
  findSessions,
  refreshWith,
  registerPerson,
  signIn,
} from '#server/testing/people.ts';

const newPassword = 'another honest password';

test('a password change with a wrong current password changes nothing, ends nothing and is audited', async ({
  server,
  person,
}) => {
  const input = { currentPassword: 'not the password', newPassword };
  const answer = await person.browser.mutate('account.changePassword', input);
  expect(answer.error).toMatchObject({
    code: 'CURRENT_PASSWORD_INVALID',
    fields: { currentPassword: 'CURRENT_PASSWORD_INVALID' },
  });
  expect(answer.setCookies).toEqual([]);
  expect((await person.browser.query('users.me')).status).toBe(200);
  expect(await auditEventsOf(server, person.id)).toContain('password-refused');
});

test.for([
  ['short', 'PASSWORD_TOO_SHORT'],
  ['x'.repeat(257), 'PASSWORD_TOO_LONG'],
] as const)(
  'a new password that breaks a rule is refused by its own code',
  async ([password, code], { person }) => {
    const input = { currentPassword: person.password, newPassword: password };
    const answer = await person.browser.mutate('account.changePassword', input);
    expect(answer.error).toMatchObject({ code, fields: { newPassword: code } });
  },
);

test('the current password again is no new password, and ends nothing', async ({ server, person }) => {
  await signIn(server, person);
  const { password } = person;
  const input = { currentPassword: password, newPassword: password };
  const answer = await person.browser.mutate('account.changePassword', input);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { newPassword: 'INVALID' } });
  const live = (await findSessions(server, person.id)).filter(({ revoked_at }) => revoked_at === null);
  expect(live).toHaveLength(2);
});

test('a password change ends the other sessions on every replica and gives this one a new id', async ({
  server,
  replica,
  person,
}) => {
  const here = await signIn(server, person, true);
  const [, before] = await findSessions(server, person.id);
  const oldAccess = cookieOf(here, 'qp_access');
  const oldRefresh = cookieOf(here, 'qp_refresh');
  const answer = await here.mutate('account.changePassword', {
    currentPassword: person.password,
    newPassword,
  });
  expect(answer.data).toMatchObject({
    endedSessions: 1,
    sessionExpiresAt: before?.expires_at.toISOString(),
  });
  expect(answer.setCookies).toEqual(['qp_access', 'qp_refresh']);
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect(
    (await replica.newBrowser().query('users.me', undefined, { cookies: { qp_access: oldAccess } })).status,
  ).toBe(401);
  expect((await refreshWith(replica, oldRefresh)).error?.code).toBe('SESSION_REVOKED');
  expect((await here.query('users.me')).status).toBe(200);
  expect((await here.mutate('auth.refresh')).status).toBe(200);
  const live = (await findSessions(server, person.id)).filter(({ revoked_at }) => revoked_at === null);
  expect(live).toMatchObject([{ remember_me: true, expires_at: before?.expires_at }]);
  expect(live[0]?.id).not.toBe(before?.id);
});

test('after a password change the old password no longer signs in, the new one does', async ({
  server,
  person,
}) => {
  await person.browser.mutate('account.changePassword', { currentPassword: person.password, newPassword });
  const old = await server
    .newBrowser()
    .mutate('auth.login', { identifier: person.email, password: person.password });
  const fresh = await server
    .newBrowser()
    .mutate('auth.login', { identifier: person.email, password: newPassword });
  expect([old.error?.code, fresh.status]).toEqual(['INVALID_CREDENTIALS', 200]);
});

test('of twenty password changes at once one wins, and one session lives', async ({
  server,
  replica,
  person,
}) => {
  const access = { cookies: { qp_access: cookieOf(person.browser, 'qp_access') } };
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => {
      const input = { currentPassword: person.password, newPassword: `${newPassword} ${n}` };
      const replicas = [server, replica];
      return replicas[n % 2]!.newBrowser().mutate('account.changePassword', input, access);
    }),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const live = (await findSessions(server, person.id)).filter(({ revoked_at }) => revoked_at === null);
  expect(live).toHaveLength(1);
});

test('a password change of a Bearer caller answers with new tokens and sets no cookies', async ({
  server,
  person,
}) => {
  const issued = await server
    .newBrowser()
    .mutate('tokens.issue', { identifier: person.email, password: person.password });
  const headers = { authorization: `Bearer ${issued.data.accessToken}` };
  const input = { currentPassword: person.password, newPassword };
  const answer = await server.newBrowser().mutate('account.changePassword', input, { headers });
  expect(answer.setCookies).toEqual([]);
  expect(answer.data.tokens).toMatchObject({
    tokenType: 'bearer',
    refreshToken: expect.stringMatching(/^qpr1\./),
    deviceToken: expect.stringMatching(/^[\w-]{43}$/),
  });
  const { refreshToken } = answer.data.tokens;
  expect((await server.newBrowser().mutate('tokens.refresh', { refreshToken })).status).toBe(200);
});

test('a deletion ends every session, disables the account and keeps its e-mail taken', async ({
  server,
  person,
}) => {
  const elsewhere = await signIn(server, person);
  const answer = await person.browser.mutate('account.delete', { password: person.password });
  expect(answer.data).toEqual({ ok: true });
  expect(person.browser.jar.has('qp_refresh')).toBe(false);
  expect((await elsewhere.query('users.me')).status).toBe(401);
  const { email, password } = person;
  const again = await server.newBrowser().mutate('auth.login', { identifier: email, password });
  const wrong = await server
    .newBrowser()
    .mutate('auth.login', { identifier: email, password: 'not the password' });
  const taken = await server.newBrowser().mutate('auth.register', { email, password });
  expect([again, wrong, taken].map(({ error }) => error?.code)).toEqual([
    'ACCOUNT_DISABLED',
    'INVALID_CREDENTIALS',
    'EMAIL_TAKEN',
  ]);
});

test('when the last two admins delete themselves at once, one is refused', async ({ server }) => {
  const admins = await Promise.all([registerPerson(server), registerPerson(server)]);
  const ids = admins.map(({ id }) => id);
  await server.db.updateTable('users').set({ role: 'admin' }).where('id', 'in', ids).execute();
  const answers = await Promise.all(
    admins.map(({ browser, password }) => browser.mutate('account.delete', { password })),
  );
  expect(answers.map(({ error }) => error?.code ?? 'OK').toSorted()).toEqual(['LAST_ADMIN', 'OK']);
  await server.db.updateTable('users').set({ role: 'user' }).where('id', 'in', ids).execute();
});

test("ending another person's session answers as for an unknown session, and ends nothing", async ({
  server,
}) => {
  const [mine, theirs] = [await registerPerson(server), await registerPerson(server)];
  const [session] = await findSessions(server, theirs.id);
  const foreign = await mine.browser.mutate('sessions.revoke', { sessionId: session?.id });
  const absent = await mine.browser.mutate('sessions.revoke', { sessionId: crypto.randomUUID() });
  expect([foreign.error?.code, absent.error?.code]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  expect((await theirs.browser.query('users.me')).status).toBe(200);
});

test('an ended session is refused by every replica, and ending it again is no error', async ({
  server,
  replica,
  person,
}) => {
  const elsewhere = await signIn(server, person);
  const list = (await person.browser.query('sessions.list')).data as { id: string; current: boolean }[];
  const sessionId = list.find(({ current }) => !current)?.id;
  const first = await person.browser.mutate('sessions.revoke', { sessionId });
  const second = await person.browser.mutate('sessions.revoke', { sessionId });
  const cookies = { qp_access: cookieOf(elsewhere, 'qp_access') };
  expect([first.data, second.data]).toEqual([{ ok: true }, { ok: true }]);
  expect((await replica.newBrowser().query('users.me', undefined, { cookies })).status).toBe(401);
  expect(
    (await auditEventsOf(server, person.id)).filter((event) => event === 'session-revoked'),
  ).toHaveLength(1);
});

test('revokeOthers ends and counts the other sessions; revokeAll ends this one and clears its cookies', async ({
  server,
  person,
}) => {
  await signIn(server, person);
  await signIn(server, person);
  const others = await person.browser.mutate('sessions.revokeOthers');
  expect(others.data).toEqual({ endedSessions: 2 });
  expect(others.setCookies).toEqual([]);
  expect((await person.browser.query('users.me')).status).toBe(200);
  const all = await person.browser.mutate('sessions.revokeAll');
  expect(all.data).toEqual({ endedSessions: 1 });
  expect(person.browser.jar.has('qp_access')).toBe(false);
});
