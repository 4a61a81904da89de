import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import type { Person } from '#server/testing/people.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

/** Ids that PostgreSQL takes and no version of RFC 9562 would make. */
const userId = '11111111-1111-1111-1111-111111111111';
const sessionId = '22222222-2222-2222-2222-222222222222';
const eventId = '00000000-0000-0000-0000-000000000001';

/** Somebody whom an operator wrote into the table, with the password of that person. */
async function signInByHand(server: TestServer, person: Person): Promise<TestBrowser> {
  await sql`insert into users (id, email, username, hashed_password)
    select ${userId}, 'hand@example.org', 'written-by-hand', hashed_password from users where id = ${person.id}
    on conflict (id) do update set hashed_password = excluded.hashed_password`.execute(server.db);
  const browser = server.newBrowser();
  const identifier = 'written-by-hand';
  await browser.mutate('auth.login', { identifier, password: person.password });
  return browser;
}

test('an account whose id has no UUID version signs in, refreshes and is returned', async ({
  server,
  person,
}) => {
  const browser = await signInByHand(server, person);
  expect((await browser.query('users.me')).data.id).toBe(userId);
  expect((await browser.mutate('auth.refresh')).status).toBe(200);
  expect((await browser.query('auth.session')).data).toMatchObject({
    user: { id: userId },
    canRefresh: true,
  });
  expect((await browser.mutate('auth.logout')).status).toBe(200);
});

test('sessions and events whose ids have no UUID version are listed, exported and ended', async ({
  server,
  person,
}) => {
  const browser = await signInByHand(server, person);
  await sql`insert into sessions (user_id, id, refresh_token_hash, remember_me, channel, expires_at)
    values (${userId}, ${sessionId}, sha256('x'), false, 'cookie', now() + interval '1 hour')`.execute(
    server.db,
  );
  await sql`insert into audit_events (id, event, user_id, request_id)
    values (${eventId}, 'signed-in', ${userId}, 'by-hand')`.execute(server.db);
  const ids = (items: { id: string }[]) => items.map(({ id }) => id);
  expect(ids((await browser.query('sessions.list')).data)).toContain(sessionId);
  expect(ids((await browser.query('account.activity')).data.items)).toContain(eventId);
  expect((await browser.mutate('account.exportData')).status).toBe(200);
  expect((await browser.mutate('sessions.revoke', { sessionId })).data).toEqual({ ok: true });
});

test("a permission that only a newer build knows is left out of the user's permissions", async ({
  server,
  person,
}) => {
  await sql`insert into permissions (role, permission) values ('user', 'reports:read')`.execute(server.db);
  const { status, data } = await person.browser.query('users.me');
  expect([status, data?.permissions]).toEqual([200, []]);
});
