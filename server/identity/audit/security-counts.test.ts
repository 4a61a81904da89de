import { sql } from 'kysely';
import { expect } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { createSecurityCountsRepository } from '#server/identity/audit/security-counts.repository.ts';
import { createSecurityCountsService } from '#server/identity/audit/security-counts.service.ts';
import { test } from '#server/testing/fixtures.ts';
import { refreshWith, registerPerson } from '#server/testing/people.ts';
import { waiters } from '#server/testing/row-queue.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

test.beforeEach(({ server }) => sql`delete from security_event_counts`.execute(server.db));

/** A count that falls on two minutes is two rows. */
async function counts(server: TestServer): Promise<Record<string, number>> {
  const rows = await server.db
    .selectFrom('security_event_counts')
    .select(['event', 'code', sql<number>`sum(count)::int`.as('count')])
    .groupBy(['event', 'code'])
    .orderBy('event')
    .execute();
  return Object.fromEntries(rows.map(({ event, code, count }) => [`${event} ${code}`, count]));
}

test('failed sign-ins of unknown names and forged refresh tokens are counted without a statement during the request', async ({
  server,
}) => {
  const replica = await startTestServer({ replicaOf: server });
  for (let guess = 0; guess < 3; guess += 1)
    await replica.newBrowser().mutate('auth.login', { identifier: `nobody-${guess}`, password: 'wrong' });
  for (const token of ['forged', 'j:{}']) await refreshWith(replica, token);
  expect(await counts(server)).toEqual({});
  await replica.close();
  expect(await counts(server)).toEqual({
    'refresh-refused REFRESH_INVALID': 2,
    'sign-in-refused INVALID_CREDENTIALS': 3,
  });
});

test('a failed sign-in of a known account is audited and not counted', async ({ server }) => {
  const replica = await startTestServer({ replicaOf: server });
  const { email: identifier } = await registerPerson(replica);
  await replica.newBrowser().mutate('auth.login', { identifier, password: 'wrong' });
  await replica.close();
  expect(await counts(server)).toEqual({});
});

test('two replicas that write their counts at once do not deadlock, and the counts add up', async ({
  server,
}) => {
  const databases = [0, 1].map(() => createDatabase(server.databaseUrl));
  const replicas = databases.map((db) => createSecurityCountsService(createSecurityCountsRepository(db)));
  replicas[0]?.count('refresh-refused', 'REFRESH_INVALID');
  for (const replica of replicas) replica.count('sign-in-refused', 'INVALID_CREDENTIALS');
  replicas[1]?.count('refresh-refused', 'REFRESH_INVALID');
  await sql`insert into security_event_counts (minute, event, code, count)
    select date_trunc('minute', now()) + later, event, code, 1
    from (values (interval '0'), (interval '1 minute')) as minutes (later),
      (values ('refresh-refused', 'REFRESH_INVALID'), ('sign-in-refused', 'INVALID_CREDENTIALS')) as events (event, code)
  `.execute(server.db);
  const writing = await server.db.transaction().execute(async (transaction) => {
    await sql`select 1 from security_event_counts where event = 'refresh-refused' for update`.execute(
      transaction,
    );
    const flushes: Promise<void>[] = [];
    for (const replica of replicas) {
      flushes.push(replica.flush());
      await expect.poll(() => waiters(server.db)).toBe(flushes.length);
    }
    return { flushes };
  });
  await Promise.all(writing.flushes);
  await Promise.all(databases.map((db) => db.destroy()));
  expect(await counts(server)).toEqual({
    'refresh-refused REFRESH_INVALID': 4,
    'sign-in-refused INVALID_CREDENTIALS': 4,
  });
});

test('counts that the database refused are written by the next flush', async ({ server }) => {
  const service = createSecurityCountsService(createSecurityCountsRepository(server.db));
  service.count('refresh-refused', 'SESSION_EXPIRED');
  await sql`alter table security_event_counts rename to away`.execute(server.db);
  const failed = service.flush();
  service.count('refresh-refused', 'SESSION_EXPIRED');
  await expect(failed).rejects.toThrow('security_event_counts');
  await sql`alter table away rename to security_event_counts`.execute(server.db);
  await service.flush();
  await service.flush();
  expect(await counts(server)).toEqual({ 'refresh-refused SESSION_EXPIRED': 2 });
});
