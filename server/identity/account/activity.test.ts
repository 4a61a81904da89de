import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson, signIn } from '#server/testing/people.ts';

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
