import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { replicaWith, test as base } from '#server/testing/fixtures.ts';
import { giveUpMail, mailsTo, tokenTo } from '#server/testing/mails.ts';
import { lastAuditEvent, registerAdmin, registerPerson, type Person } from '#server/testing/people.ts';
import { createTestBrowser } from '#server/testing/test-browser.ts';

const test = base.extend(
  'withoutMails',
  { scope: 'file' },
  replicaWith({ environment: { HOST: '0.0.0.0' } }),
);

const list = ({ browser }: Person, input?: unknown) => browser.query('admin.mails.list', input);
const retry = ({ browser }: Person, id: string) => browser.mutate('admin.mails.retry', { id });

test('whoever lacks the permissions sees no mail and sends none again', async ({ server, person }) => {
  const id = await giveUpMail(server, person);
  expect((await list(person)).error?.code).toBe('FORBIDDEN');
  expect((await retry(person, id)).error?.code).toBe('FORBIDDEN');
  expect((await person.browser.query('admin.mails.countFailed')).error?.code).toBe('FORBIDDEN');
});

test('an unknown state, field or cursor is refused', async ({ server }) => {
  const admin = await registerAdmin(server);
  for (const input of [{ state: 'lost' }, { cursor: 'first' }, { limit: 10 }, { to: 'a@example.com' }])
    expect((await list(admin, input)).error?.code).toBe('VALIDATION_FAILED');
});

test('the list tells of mails and holds neither their words nor their links', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  await server.newBrowser().mutate('auth.requestPasswordReset', { email: person.email });
  const token = await tokenTo(server, person.email, 'reset-password');
  const { data, body } = await list(admin);
  const mail = data.items.find(
    ({ to, kind }: { to: string; kind: string }) => to === person.email && kind === 'reset-password',
  );
  expect(Object.keys(mail).toSorted()).toEqual([
    'canRetry',
    'createdAt',
    'error',
    'id',
    'kind',
    'nextTryAt',
    'sentAt',
    'state',
    'to',
    'tries',
    'userId',
  ]);
  expect(body).not.toContain(token);
  expect(body).not.toMatch(/subject|html|text|token/i);
});

test('the list is filtered by state, counts what failed, and its pages meet', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  const before = (await list(admin)).data.failed;
  for (let count = 0; count < 52; count += 1) await giveUpMail(server, person);
  const { data: counted } = await admin.browser.query('admin.mails.countFailed');
  expect(counted).toEqual({ failed: before + 52 });
  const first = (await list(admin, { state: 'failed' })).data;
  const second = (await list(admin, { state: 'failed', cursor: first.nextCursor })).data;
  expect(first.items).toHaveLength(50);
  expect(first.failed).toBe(before + 52);
  expect(second.items).toHaveLength(before + 2);
  expect([...first.items, ...second.items].every(({ state }) => state === 'failed')).toBe(true);
  expect((await list(admin, { cursor: '00000000-0000-7000-8000-000000000000' })).data.items).toEqual([]);
});

test('only a mail that was given up is sent again, once, and the audit says by whom', async ({
  server,
  person,
}) => {
  const admin = await registerAdmin(server);
  const id = await giveUpMail(server, person);
  const answers = await Promise.all([retry(admin, id), retry(admin, id)]);
  expect(answers.map(({ error }) => error?.code ?? 'OK').toSorted()).toEqual(['NOT_FOUND', 'OK']);
  expect(answers.find(({ data }) => data)?.data).toMatchObject({
    id,
    state: 'queued',
    tries: 0,
    error: null,
  });
  expect(await lastAuditEvent(server)).toMatchObject({
    event: 'mail-retried',
    user_id: person.id,
    actor_id: admin.id,
    details: { mail: id },
  });
  expect((await retry(admin, randomUUID())).error?.code).toBe('NOT_FOUND');
});

test('a reset that was given up goes out with a new link, and the older one ends', async ({
  server,
  person,
}) => {
  const admin = await registerAdmin(server);
  await server.newBrowser().mutate('auth.requestPasswordReset', { email: person.email });
  const older = await tokenTo(server, person.email, 'reset-password');
  const id = await giveUpMail(server, person, 'reset-password');
  expect((await retry(admin, id)).data).toMatchObject({ state: 'queued' });
  const token = await tokenTo(server, person.email, 'reset-password');
  expect(token).not.toBe(older);
  const check = (one: string) => server.newBrowser().mutate('auth.checkLink', { token: one });
  expect((await check(token)).data).toMatchObject({ purpose: 'resetPassword' });
  expect((await check(older)).error?.code).toBe('LINK_INVALID');
});

test('a link is never made anew for an address the account has left, or for a disabled account', async ({
  server,
}) => {
  const admin = await registerAdmin(server);
  const [moved, disabled, verified, changed] = await Promise.all(
    [1, 2, 3, 4].map(() => registerPerson(server)),
  );
  const set = (id: string, change: object) =>
    server.db.updateTable('users').set(change).where('id', '=', id).execute();
  const ids = [
    await giveUpMail(server, moved!, 'reset-password'),
    await giveUpMail(server, disabled!, 'reset-password'),
    await giveUpMail(server, verified!, 'verify-email'),
    await giveUpMail(server, changed!, 'email-changed'),
  ];
  await set(moved!.id, { email: `${randomUUID()}@example.com` });
  await set(disabled!.id, { is_active: false });
  await set(verified!.id, { email_verified_at: new Date() });
  for (const id of ids) expect((await retry(admin, id)).error?.code).toBe('LINK_INVALID');
  const { data } = await list(admin, { state: 'failed' });
  const told = new Map(data.items.map((mail: { id: string; canRetry: boolean }) => [mail.id, mail.canRetry]));
  expect(ids.map((id) => told.get(id))).toEqual([true, true, true, false]);
  expect((await mailsTo(server, moved!.email)).map(({ kind }) => kind)).not.toContain('email-changed');
});

test('a server without mails sends none again and resets nobody', async ({
  server,
  withoutMails,
  person,
}) => {
  const admin = await registerAdmin(server);
  const id = await giveUpMail(server, person);
  const browser = createTestBrowser(withoutMails.url, withoutMails.config.appOrigin);
  for (const [name, value] of admin.browser.jar) browser.jar.set(name, value);
  expect((await browser.mutate('admin.mails.retry', { id })).error?.code).toBe('FEATURE_OFF');
  expect((await browser.mutate('admin.users.sendReset', { userId: person.id })).error?.code).toBe(
    'FEATURE_OFF',
  );
});
