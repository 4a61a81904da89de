import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson, signIn, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import type { Protection } from '#shared/identity/account.ts';

const protectionOf = async ({ browser }: Pick<Person, 'browser'>): Promise<Protection> =>
  (await browser.query('account.protection')).data;

/** An event as it would stand there had it happened then. */
function happen(server: TestServer, userId: string, event: string, ago: string) {
  return sql`insert into audit_events (id, event, user_id, request_id, occurred_at, ip_address)
    values (gen_random_uuid(), ${event}, ${userId}, 'by-hand', now() - ${ago}::interval, '192.0.2.7')`.execute(
    server.db,
  );
}

test('a stranger learns nothing of how an account is guarded', async ({ server }) => {
  const answer = await server.newBrowser().query('account.protection');
  expect(answer.error).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('a new account has thirty days, its registration today, and no sign-in before it', async ({
  person,
}) => {
  const { days, previousSignIn, passwordSetAt } = await protectionOf(person);
  expect(days).toHaveLength(30);
  expect(days.slice(0, -1).every(({ signIns, refused }) => signIns + refused === 0)).toBe(true);
  expect(days.at(-1)).toMatchObject({ signIns: 1, refused: 0 });
  expect(previousSignIn).toBeNull();
  expect(Date.parse(passwordSetAt ?? '')).toBeLessThanOrEqual(Date.now() + 1000);
});

test('what somebody else may have caused is listed for a day, however much happened since', async ({
  server,
  person,
}) => {
  const other = await registerPerson(server);
  for (const event of ['sign-in-refused', 'limit-hit', 'role-changed', 'signed-out'])
    await happen(server, person.id, event, '3 hours');
  await happen(server, person.id, 'sign-in-refused', '25 hours');
  await happen(server, other.id, 'sign-in-refused', '3 hours');
  await signIn(server, person);
  await sql`insert into audit_events (id, event, user_id, request_id)
    select gen_random_uuid(), 'signed-in', ${person.id}, 'by-hand' from generate_series(1, 60)`.execute(
    server.db,
  );
  const { alarms } = await protectionOf(person);
  expect(alarms.map(({ event }) => event).toSorted()).toEqual([
    'limit-hit',
    'role-changed',
    'sign-in-refused',
    'signed-in',
  ]);
  expect(alarms[0]).toMatchObject({ event: 'signed-in', isNewDevice: true });
});

test('refused attempts, however many, push no other alarm out', async ({ server, person }) => {
  await happen(server, person.id, 'role-changed', '3 hours');
  await signIn(server, person);
  await sql`insert into audit_events (id, event, user_id, request_id)
    select gen_random_uuid(), event, ${person.id}, 'by-hand'
    from generate_series(1, 150), unnest(array['sign-in-refused', 'limit-hit']) as event`.execute(server.db);
  const { alarms } = await protectionOf(person);
  expect(alarms).toHaveLength(100);
  expect(alarms.slice(0, 2).map(({ event }) => event)).toEqual(['signed-in', 'role-changed']);
});

test('a copied session is an alarm until the password is changed', async ({ server, person }) => {
  await happen(server, person.id, 'refresh-reused', '-1 seconds');
  expect((await protectionOf(person)).alarms.map(({ event }) => event)).toEqual(['refresh-reused']);
  await happen(server, person.id, 'password-changed', '-2 seconds');
  expect((await protectionOf(person)).alarms).toEqual([]);
});

test('sign-ins and refusals are counted by day, others of the account and of other people are not', async ({
  server,
  person,
}) => {
  const other = await registerPerson(server);
  await happen(server, person.id, 'signed-in', '3 days');
  await happen(server, person.id, 'signed-in', '3 days');
  await happen(server, person.id, 'sign-in-refused', '3 days');
  await happen(server, person.id, 'password-changed', '3 days');
  await happen(server, person.id, 'signed-in', '45 days');
  await happen(server, other.id, 'signed-in', '3 days');
  const { days } = await protectionOf(person);
  expect(days.at(-4)).toMatchObject({ signIns: 2, refused: 1 });
  expect(days.reduce((sum, { signIns }) => sum + signIns, 0)).toBe(3);
});

test('the previous sign-in is the newest before this session, not a later one elsewhere', async ({
  server,
  person,
}) => {
  await happen(server, person.id, 'signed-in', '2 days');
  await happen(server, person.id, 'signed-in', '5 days');
  await signIn(server, person);
  const { previousSignIn } = await protectionOf(person);
  expect(previousSignIn).toMatchObject({ ip: '192.0.2.7', device: null });
  const ageHours = (Date.now() - Date.parse(previousSignIn?.at ?? '')) / 3_600_000;
  expect(Math.round(ageHours)).toBe(48);
});

test('a change of the password makes it new', async ({ server, person }) => {
  const { browser, password } = person;
  await sql`alter table audit_events disable trigger user`.execute(server.db);
  await sql`update audit_events set occurred_at = now() - interval '200 days' where user_id = ${person.id}`.execute(
    server.db,
  );
  await sql`alter table audit_events enable trigger user`.execute(server.db);
  const before = await protectionOf(person);
  await browser.mutate('account.changePassword', {
    currentPassword: password,
    newPassword: `${password} again`,
  });
  const after = await protectionOf(person);
  const days = Date.parse(after.passwordSetAt ?? '') - Date.parse(before.passwordSetAt ?? '');
  expect(Math.round(days / 86_400_000)).toBe(200);
});
