import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOperatorCommand } from '#server/testing/operator.ts';
import { auditEventsOf, findSessions, registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
let anna: Person;
let boris: Person;
beforeAll(async () => {
  server = await startTestServer();
  anna = await registerPerson(server);
  boris = await registerPerson(server);
});
afterAll(() => server.close());

const signOutEveryone = () =>
  runOperatorCommand(['admin', 'sign-out', '--everyone'], { DATABASE_URL: server.databaseUrl });

const eventsOfAct = () =>
  server.db
    .selectFrom('audit_events')
    .select(['event', 'user_id', 'details'])
    .where('request_id', '=', 'operator: sign-out --everyone')
    .orderBy('id')
    .execute();

test('after a backup was restored nobody is signed in and no device is known, and all of it is told', async () => {
  const annas = [anna.browser, await signIn(server, anna, true)];
  const { email: identifier, password } = boris;
  const { data } = await server.newBrowser().mutate('tokens.issue', { identifier, password });
  await boris.browser.mutate('auth.logout');
  // More accounts than one step takes, each with a session.
  await sql`insert into users (email, username, hashed_password) select n || '@many.example', 'many-' || n, 'x'
    from generate_series(1, 1200) n`.execute(server.db);
  await sql`insert into sessions (user_id, id, refresh_token_hash, remember_me, channel, expires_at)
    select id, gen_random_uuid(), ${randomBytes(32)}, false, 'cookie', now() + interval '1 day'
    from users where email like '%@many.example'`.execute(server.db);

  const done = await signOutEveryone();

  expect(done).toEqual({
    code: 0,
    stdout: 'Accounts: 1202, sessions ended: 1203, devices forgotten: 4\n',
    stderr: expect.stringMatching(/^(Accounts so far: \d+ …\n)*$/),
  });
  for (const browser of annas) {
    expect((await browser.query('users.me')).status).toBe(401);
    expect((await browser.mutate('auth.refresh')).error?.code).toBe('SESSION_REVOKED');
  }
  const refreshed = await server.newBrowser().mutate('tokens.refresh', { refreshToken: data.refreshToken });
  expect(refreshed.error?.code).toBe('SESSION_REVOKED');
  expect(await server.db.selectFrom('known_devices').selectAll().execute()).toEqual([]);
  const endings = (await findSessions(server, boris.id)).map(({ revoked_reason: reason }) => reason);
  expect(endings).toEqual(['logout', 'revoked']);
  const events = await eventsOfAct();
  expect(events).toHaveLength(1203);
  expect(events.find(({ user_id: id }) => id === anna.id)).toMatchObject({
    event: 'sessions-revoked',
    details: { endedSessions: 2 },
  });
  expect(events.at(-1)).toEqual({
    event: 'everyone-signed-out',
    user_id: null,
    details: { accounts: 1202, endedSessions: 1203, forgottenDevices: 4 },
  });
});

test('a second time it ends nothing and tells nothing, and whoever has the password signs in again', async () => {
  const before = await eventsOfAct();
  expect((await signOutEveryone()).stdout).toBe('Accounts: 1202, sessions ended: 0, devices forgotten: 0\n');
  expect(await eventsOfAct()).toEqual(before);
  const browser = await signIn(server, anna);
  expect((await browser.query('users.me')).status).toBe(200);
  expect(await auditEventsOf(server, anna.id)).toContain('sessions-revoked');
});
