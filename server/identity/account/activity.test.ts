import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson, signIn } from '#server/testing/people.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

const eventsOf = (items: { event: string }[]) => items.map(({ event }) => event);

test.for([
  ['a limit of none', { limit: 0 }],
  ['a limit of more than a hundred', { limit: 101 }],
  ['a cursor that is no id', { cursor: 'next' }],
  ['an unknown field', { page: 2 }],
] as const)('account.activity refuses %s', async ([_case, input], { person }) => {
  const { browser } = person;
  const { error } = await browser.query('account.activity', input);
  expect(error?.code).toBe('VALIDATION_FAILED');
});

test("account.activity lists the events of the caller's own account, newest first", async ({
  server,
  person,
}) => {
  await registerPerson(server);
  await signIn(server, person);
  const { data } = await person.browser.query('account.activity');
  expect(eventsOf(data.items)).toEqual(['signed-in', 'registered']);
  expect(data.items[1]).toMatchObject({ isThisSession: true, ip: '127.0.0.1' });
  expect(data.nextCursor).toBeNull();
});

test('a sign-in without a known device is told as a new device, one with it is not', async ({
  server,
  person,
}) => {
  const { email: identifier, password } = person;
  await person.browser.mutate('auth.login', { identifier, password });
  await signIn(server, person);
  const { data } = await person.browser.query('account.activity');
  const signIns = data.items.filter(({ event }: { event: string }) => event === 'signed-in');
  expect(signIns.map(({ isNewDevice }: { isNewDevice: boolean }) => isNewDevice)).toEqual([true, false]);
  expect(data.items.at(-1)).toMatchObject({ event: 'registered', isNewDevice: false });
});

test('the end of a session tells whose device it was, and who ended it', async ({ server, person }) => {
  const safari = server.newBrowser();
  const { email: identifier, password } = person;
  const headers = { 'user-agent': iphone };
  await safari.mutate('auth.login', { identifier, password }, { headers });
  const [{ id: sessionId }] = (await person.browser.query('sessions.list')).data.filter(
    ({ current }: { current: boolean }) => !current,
  );
  await person.browser.mutate('sessions.revoke', { sessionId });
  const [newest] = (await person.browser.query('account.activity')).data.items;
  expect(newest).toMatchObject({ event: 'session-revoked', ended: { isOverLimit: false } });
  expect(newest.ended.device).toContain('Safari');
  expect(newest.device).not.toBe(newest.ended.device);
});

test('a session ended for being one too many says so', async ({ server, person }) => {
  await sql`update sessions set revoked_at = now(), revoked_reason = 'limit' where user_id = ${person.id}`.execute(
    server.db,
  );
  await sql`insert into audit_events (id, event, user_id, session_id, request_id)
    select gen_random_uuid(), 'session-revoked', user_id, id, 'by-hand' from sessions
    where user_id = ${person.id}`.execute(server.db);
  const browser = await signIn(server, person);
  const { data } = await browser.query('account.activity');
  const ended = data.items.find(({ event }: { event: string }) => event === 'session-revoked');
  expect(ended.ended).toMatchObject({ isOverLimit: true });
});

test('an event whose session is no longer kept names no device', async ({ server, person }) => {
  await sql`insert into audit_events (id, event, user_id, session_id, request_id)
    values (gen_random_uuid(), 'session-revoked', ${person.id}, gen_random_uuid(), 'by-hand')`.execute(
    server.db,
  );
  const { data } = await person.browser.query('account.activity');
  expect(data.items[0]).toMatchObject({ event: 'session-revoked', ended: { device: null } });
});

test('the end of several sessions says how many', async ({ server, person }) => {
  await signIn(server, person);
  await signIn(server, person);
  await person.browser.mutate('sessions.revokeOthers');
  const [newest] = (await person.browser.query('account.activity')).data.items;
  expect(newest).toMatchObject({ event: 'sessions-revoked', endedSessions: 2, ended: null });
});

test('account.activity pages meet without a gap, and events of one instant appear once', async ({
  server,
  person,
}) => {
  await sql`insert into audit_events (id, event, user_id, request_id, occurred_at)
      select gen_random_uuid(), 'signed-in', ${person.id}, 'by-hand', date_trunc('hour', now()) - interval '2 hours'
      from generate_series(1, 7)`.execute(server.db);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await person.browser.query('account.activity', {
      limit: 3,
      ...(cursor && { cursor }),
    });
    expect(data.items.length).toBeLessThanOrEqual(3);
    seen.push(...data.items.map(({ id }: { id: string }) => id));
    cursor = data.nextCursor ?? undefined;
  } while (cursor);
  expect([seen.length, new Set(seen).size]).toEqual([8, 8]);
});

test("account.activity returns nothing after a cursor that names another person's event", async ({
  server,
}) => {
  const [person, other] = [await registerPerson(server), await registerPerson(server)];
  const [{ id: cursor }] = (await other.browser.query('account.activity')).data.items;
  const { data } = await person.browser.query('account.activity', { cursor });
  expect(data).toEqual({ items: [], nextCursor: null });
});

test('the audit table refuses to change or forget what happened lately', async ({ server, person }) => {
  const own = server.db
    .updateTable('audit_events')
    .set({ event: 'signed-in' })
    .where('user_id', '=', person.id);
  await expect(own.execute()).rejects.toThrow(/append-only/);
  await expect(
    server.db.deleteFrom('audit_events').where('user_id', '=', person.id).execute(),
  ).rejects.toThrow(/append-only/);
  await expect(sql`truncate audit_events`.execute(server.db)).rejects.toThrow(/append-only/);
});
