import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runOperatorCommand } from '#server/testing/operator.ts';
import { auditEventsOf, lastAuditEvent, registerPerson, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
let person: Person;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  person = await registerPerson(server);
});

const admin = (...parameters: string[]) =>
  runOperatorCommand(['admin', ...parameters], { DATABASE_URL: server.databaseUrl });

const row = () =>
  server.db.selectFrom('users').selectAll().where('id', '=', person.id).executeTakeFirstOrThrow();

const change = (changes: object) =>
  server.db.updateTable('users').set(changes).where('id', '=', person.id).execute();

const login = () =>
  server.newBrowser().mutate('auth.login', { identifier: person.email, password: person.password });

const byOperator = { actor_id: null, session_id: null, ip_address: null, device_info: null };

test('an account that its owner deleted cannot be enabled and stays unchanged', async () => {
  await person.browser.mutate('account.delete', { password: person.password });
  const before = await row();
  expect(await admin('enable', person.email)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Its owner deleted this account; nothing was changed\n',
  });
  expect(await row()).toEqual(before);
  expect((await login()).error?.code).toBe('ACCOUNT_DISABLED');
});

test('enabling an account lets its owner sign in again, revives no session, and writes an audit event', async () => {
  await admin('disable', person.email);
  const enabled = await admin('enable', (await row()).username.toUpperCase());
  expect(enabled).toEqual({
    code: 0,
    stdout: `${person.email} is enabled; its sessions stay ended\n`,
    stderr: '',
  });
  expect(await lastAuditEvent(server)).toEqual({
    ...byOperator,
    event: 'account-enabled',
    user_id: person.id,
    request_id: 'operator: enable',
    details: {},
  });
  expect((await person.browser.query('users.me')).status).toBe(401);
  expect((await person.browser.mutate('auth.refresh')).error?.code).toBe('SESSION_REVOKED');
  expect((await login()).status).toBe(200);
});

test('enabling an active account changes nothing and writes no audit event', async () => {
  const before = await row();
  expect(await admin('enable', person.email)).toMatchObject({
    code: 0,
    stdout: `${person.email} is active already; nothing was changed\n`,
  });
  expect(await row()).toEqual(before);
  expect(await auditEventsOf(server, person.id)).toEqual(['registered']);
});

test('a disabled account cannot be promoted and keeps its role', async () => {
  await change({ is_active: false });
  expect(await admin('promote', person.email)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'This account is disabled; enable it first. Nothing was changed\n',
  });
  expect((await row()).role).toBe('user');
});

test('a promoted account is an administrator at the next request, and one audit event records it', async () => {
  expect(await admin('promote', person.email)).toEqual({
    code: 0,
    stdout: `${person.email} is an administrator now\n`,
    stderr: '',
  });
  expect(await lastAuditEvent(server)).toEqual({
    ...byOperator,
    event: 'role-changed',
    user_id: person.id,
    request_id: 'operator: promote',
    details: { from: 'user', to: 'admin' },
  });
  expect((await person.browser.query('users.me')).data.role).toBe('admin');
  const again = await admin('promote', person.email);
  expect(again.stdout).toBe(`${person.email} is an administrator already; nothing was changed\n`);
  expect(await auditEventsOf(server, person.id)).toEqual(['registered', 'role-changed']);
});

test('the command list prints every account; neither it nor show prints a password hash or control characters', async () => {
  await sql`insert into users (email, username, hashed_password, full_name)
      select n || '@many.example', 'many-' || n, 'a-planted-hash', e'\u001b[31mred\u202e'
      from generate_series(1, 1500) n`.execute(server.db);
  await change({ deleted_at: new Date(), is_active: false });
  const { code, stdout } = await admin('list');
  const lines = stdout.trimEnd().split('\n');
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from users`.execute(server.db);
  expect([code, lines.length, new Set(lines).size]).toEqual([0, rows[0]!.count + 1, lines.length]);
  expect(lines.find((line) => line.startsWith(person.email))).toMatch(/\tuser\tdeleted\t\d{4}-\d\d-\d\d\t/);
  const shown = await admin('show', 'many-7');
  expect(shown.stdout).toMatch(/^id +[0-9a-f-]{36}\ne-mail +7@many\.example\n/);
  expect(shown.stdout).toMatch(/^full name +\?\[31mred\?\n/m);
  expect(stdout + shown.stdout).not.toMatch(/planted|[^\P{C}\n\t]/u);
});
