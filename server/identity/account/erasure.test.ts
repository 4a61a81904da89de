import { sql } from 'kysely';
import { expect } from 'vitest';
import { createMaintenanceService } from '#server/jobs/maintenance.service.ts';
import { createRepositories } from '#server/repositories.ts';
import { test } from '#server/testing/fixtures.ts';
import { findSessions } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

function sweep({ db }: TestServer) {
  return createMaintenanceService(
    createRepositories(db, { sessionIdleMinutes: 0, rotationsPerSession: null }),
  ).sweep();
}

test('a deleted account is told of its erasure by the right password alone, and is erased on that day', async ({
  server,
  person,
}) => {
  const { email: identifier, email, password } = person;
  await person.browser.mutate('account.delete', { password });
  const login = async (typed: string) =>
    (await server.newBrowser().mutate('auth.login', { identifier, password: typed })).error;
  const { rows } = await sql<{ until: Date }>`select deleted_at + interval '14 days' as until from users
    where id = ${person.id}`.execute(server.db);
  expect(await login(password)).toMatchObject({
    code: 'ACCOUNT_DISABLED',
    params: { deletedUntil: rows[0]!.until.toISOString() },
  });
  expect(await login('a wrong password')).toMatchObject({ code: 'INVALID_CREDENTIALS' });

  const register = () => server.newBrowser().mutate('auth.register', { email, password });
  const moveDeletion = (ago: string) =>
    sql`update users set deleted_at = now() - ${ago}::interval where id = ${person.id}`.execute(server.db);
  await moveDeletion('13 days 23 hours');
  await sweep(server);
  expect((await register()).error?.code).toBe('EMAIL_TAKEN');
  await moveDeletion('14 days 1 minute');
  await sweep(server);
  expect(await findSessions(server, person.id)).toEqual([]);
  expect((await register()).status).toBe(200);
});

test('the sweep erases no account that is only disabled', async ({ server, person }) => {
  await sql`update users set is_active = false, created_at = now() - interval '1 year'
    where id = ${person.id}`.execute(server.db);
  await sweep(server);
  const { rows } = await sql`select 1 from users where id = ${person.id}`.execute(server.db);
  expect(rows).toHaveLength(1);
});
