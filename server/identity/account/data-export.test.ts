import { sql } from 'kysely';
import { expect } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { test } from '#server/testing/fixtures.ts';
import { auditEventsOf, type Person } from '#server/testing/people.ts';
import { waiters } from '#server/testing/row-queue.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

async function exportsTold(server: TestServer, { id }: Person): Promise<number> {
  return (await auditEventsOf(server, id)).filter((event) => event === 'data-exported').length;
}

test('ten data exports in one batch are each refused, and none is audited', async ({ server, person }) => {
  const path = Array.from({ length: 10 }, () => 'account.exportData').join(',');
  const answer = await person.browser.mutate(`${path}?batch=1`, {});
  expect(answer.body.match(/"code":"BATCH_REFUSED"/g)).toHaveLength(10);
  expect(await exportsTold(server, person)).toBe(0);
});

test('the sixth data export within an hour is refused on every replica; only five are audited', async ({
  server,
  person,
}) => {
  const environment = { LIMIT_EXPORTS_PER_USER: '5/60m' };
  const limited = await startTestServer({ replicaOf: server, environment });
  const cookies = Object.fromEntries(person.browser.jar);
  const copy = () => limited.newBrowser().mutate('account.exportData', undefined, { cookies });
  const answers = await Promise.all(Array.from({ length: 8 }, copy));
  await limited.close();
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  expect(answers.filter(({ error }) => error?.code === 'RATE_LIMITED')).toHaveLength(3);
  expect(await exportsTold(server, person)).toBe(5);
});

test('a data export lists the newest ten thousand sessions and devices and counts the older ones', async ({
  server,
  person,
}) => {
  await sql`insert into sessions (user_id, id, refresh_token_hash, remember_me, channel, created_at, expires_at)
    select ${person.id}, gen_random_uuid(), sha256('x'), false, 'cookie', now() - interval '2 days',
      now() - interval '1 day' from generate_series(1, 10002)`.execute(server.db);
  await sql`insert into known_devices (user_id, token_hash, last_used_at)
    select ${person.id}, sha256(n::text::bytea), now() - interval '1 day' from generate_series(1, 10003) n`.execute(
    server.db,
  );
  const { data } = await person.browser.mutate('account.exportData');
  expect([data.sessions.length, data.olderSessions]).toEqual([10_000, 3]);
  expect([data.devices.length, data.olderDevices]).toEqual([10_000, 4]);
  expect(data.sessions[0].endedAt).toBeNull();
});

test('a data export shows one moment: events written while it is made are left out', async ({
  server,
  person,
}) => {
  const locker = createDatabase(server.databaseUrl);
  const made = await locker.transaction().execute(async (transaction) => {
    await sql`lock table known_devices in access exclusive mode`.execute(transaction);
    const answer = person.browser.mutate('account.exportData');
    await expect.poll(() => waiters(server.db), { timeout: 2500 }).toBe(1);
    await sql`insert into audit_events (id, event, user_id, request_id)
      values (gen_random_uuid(), 'sign-in-refused', ${person.id}, 'meanwhile')`.execute(server.db);
    return { answer };
  });
  await locker.destroy();
  const { data } = await made.answer;
  expect(data.events.map(({ event }: { event: string }) => event)).toEqual(['data-exported', 'registered']);
});

test('a data export that failed is not audited', async ({ server, person }) => {
  const locker = createDatabase(server.databaseUrl);
  const answer = await locker.transaction().execute(async (transaction) => {
    await sql`lock table known_devices in access exclusive mode`.execute(transaction);
    return person.browser.mutate('account.exportData');
  });
  await locker.destroy();
  expect(answer.status).toBe(503);
  expect(await exportsTold(server, person)).toBe(0);
});
