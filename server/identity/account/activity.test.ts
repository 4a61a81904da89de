import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerPerson, signIn } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const eventsOf = (items: { event: string }[]) => items.map(({ event }) => event);

describe('account.activity', () => {
  test.each([
    ['a limit of none', { limit: 0 }],
    ['a limit of more than a hundred', { limit: 101 }],
    ['a cursor that is no id', { cursor: 'next' }],
    ['an unknown field', { page: 2 }],
  ])('%s is refused', async (_case, input) => {
    const { browser } = await registerPerson(server);
    const { error } = await browser.query('account.activity', input);
    expect(error?.code).toBe('VALIDATION_FAILED');
  });

  test('a person sees what happened to their own account, newest first, and nobody else’s', async () => {
    const person = await registerPerson(server);
    await registerPerson(server);
    await signIn(server, person);
    const { data } = await person.browser.query('account.activity');
    expect(eventsOf(data.items)).toEqual(['signed-in', 'registered']);
    expect(data.items[1]).toMatchObject({ isThisSession: true, ip: '127.0.0.1' });
    expect(data.nextCursor).toBeNull();
  });

  test('pages meet without a gap, and events of one instant stand once', async () => {
    const person = await registerPerson(server);
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

  test('an event of somebody else leads nowhere as a cursor', async () => {
    const [person, other] = [await registerPerson(server), await registerPerson(server)];
    const [{ id: cursor }] = (await other.browser.query('account.activity')).data.items;
    const { data } = await person.browser.query('account.activity', { cursor });
    expect(data).toEqual({ items: [], nextCursor: null });
  });

  test('the audit table refuses to change or forget what happened lately', async () => {
    const person = await registerPerson(server);
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
});
