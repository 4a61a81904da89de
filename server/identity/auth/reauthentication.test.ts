import { sql } from 'kysely';
import { expect } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { test } from '#server/testing/fixtures.ts';
import {
  auditEventsOf,
  cookieOf,
  findSessions,
  registerPerson,
  signIn,
  type Person,
} from '#server/testing/people.ts';
import { waiters } from '#server/testing/row-queue.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

/** Lets time pass for every proof a person has given of who they are. */
async function age(server: TestServer, { id }: Person, minutes: number): Promise<void> {
  await server.db
    .updateTable('sessions')
    .set({
      created_at: sql`created_at - make_interval(mins => ${minutes}::int)`,
      reauthenticated_at: sql`reauthenticated_at - make_interval(mins => ${minutes}::int)`,
    })
    .where('user_id', '=', id)
    .execute();
}

async function registerLongAgo(server: TestServer): Promise<Person> {
  const person = await registerPerson(server);
  await age(server, person, 11);
  return person;
}

/** What a call that asks for the password is answered with: a code, or undefined when it was allowed. */
async function refusalOf(browser: TestBrowser): Promise<string | undefined> {
  return (await browser.mutate('account.exportData')).error?.code;
}

function reauthenticate({ browser, password }: Person) {
  return browser.mutate('auth.reauthenticate', { password });
}

test('a sensitive call is refused ten minutes after the sign-in, to cookies and Bearer tokens alike', async ({
  server,
  person,
}) => {
  const { email: identifier, password } = person;
  const { data } = await server.newBrowser().mutate('tokens.issue', { identifier, password });
  const headers = { authorization: `Bearer ${data.accessToken}` };
  const asBearer = () => server.newBrowser().mutate('account.exportData', undefined, { headers });
  expect([await refusalOf(person.browser), (await asBearer()).status]).toEqual([undefined, 200]);
  await age(server, person, 11);
  const refused = await person.browser.mutate('account.exportData');
  expect([refused.status, refused.error?.code]).toEqual([403, 'REAUTH_REQUIRED']);
  expect(refused.setCookies).toEqual([]);
  expect((await asBearer()).error?.code).toBe('REAUTH_REQUIRED');
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('a sensitive call is allowed on every replica for ten minutes after the password was given', async ({
  server,
  replica,
}) => {
  const person = await registerLongAgo(server);
  const answer = await reauthenticate(person);
  expect(answer.status).toBe(200);
  expect(answer.setCookies).toEqual([]);
  const [session] = await findSessions(server, person.id);
  const tenMinutes = 10 * 60_000;
  expect(Date.parse(answer.data.validUntil)).toBe(session!.reauthenticated_at!.getTime() + tenMinutes);
  const elsewhere = replica.newBrowser();
  elsewhere.jar.set('qp_access', cookieOf(person.browser, 'qp_access'));
  expect(await refusalOf(elsewhere)).toBeUndefined();
  await age(server, person, 11);
  expect(await refusalOf(person.browser)).toBe('REAUTH_REQUIRED');
});

test('a password given in one session allows no sensitive call in another', async ({ server, person }) => {
  const phone = await signIn(server, person);
  await age(server, person, 11);
  await phone.mutate('auth.reauthenticate', { password: person.password });
  expect(await refusalOf(phone)).toBeUndefined();
  expect(await refusalOf(person.browser)).toBe('REAUTH_REQUIRED');
});

test('a sensitive call is allowed after a password change, which asked for the current password', async ({
  server,
}) => {
  const person = await registerLongAgo(server);
  const input = { currentPassword: person.password, newPassword: 'another honest password' };
  expect((await person.browser.mutate('account.changePassword', input)).status).toBe(200);
  expect(await refusalOf(person.browser)).toBeUndefined();
});

test('auth.reauthenticate refuses a wrong password, allows nothing and audits the refusal', async ({
  server,
}) => {
  const person = await registerLongAgo(server);
  const answer = await person.browser.mutate('auth.reauthenticate', { password: 'not the password' });
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({
    code: 'CURRENT_PASSWORD_INVALID',
    fields: { password: 'CURRENT_PASSWORD_INVALID' },
  });
  expect(await refusalOf(person.browser)).toBe('REAUTH_REQUIRED');
  expect(await auditEventsOf(server, person.id)).toEqual(['registered', 'password-refused']);
});

test('auth.reauthenticate shares the failure limit of the account, says when few checks are left, and refuses the eleventh', async ({
  server,
}) => {
  const limited = await startTestServer({
    replicaOf: server,
    environment: { LIMIT_FAILED_PER_ACCOUNT_AND_IP: '10/15m' },
  });
  try {
    const person = await registerPerson(limited);
    person.browser.jar.delete('qp_device');
    const wrong = { password: 'not the password' };
    const told = [];
    for (let count = 0; count < 5; count += 1) {
      told.push((await person.browser.mutate('auth.reauthenticate', wrong)).error?.params?.attemptsLeft);
      told.push((await person.browser.mutate('account.delete', wrong)).error?.params?.attemptsLeft);
    }
    expect(told).toEqual([...Array.from({ length: 6 }), 3, 2, 1, 0]);
    expect((await reauthenticate(person)).error?.code).toBe('RATE_LIMITED');
    const { email: identifier, password } = person;
    const signingIn = await limited.newBrowser().mutate('auth.login', { identifier, password });
    expect(signingIn.error?.code).toBe('RATE_LIMITED');
  } finally {
    await limited.close();
  }
});

test('auth.reauthenticate does nothing for a session that ended while the password was checked', async ({
  server,
}) => {
  const person = await registerLongAgo(server);
  const locker = createDatabase(server.databaseUrl);
  const given = await locker.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('sessions')
      .set({ revoked_at: sql`now()`, revoked_reason: 'password-changed' })
      .where('user_id', '=', person.id)
      .execute();
    const answer = reauthenticate(person);
    await expect.poll(() => waiters(server.db), { timeout: 2500 }).toBe(1);
    return { answer };
  });
  await locker.destroy();
  expect((await given.answer).error?.code).toBe('UNAUTHENTICATED');
  const [session] = await findSessions(server, person.id);
  expect(session!.reauthenticated_at).toBeNull();
  expect(await auditEventsOf(server, person.id)).toEqual(['registered']);
});

test('account.exportData returns everything kept about the caller, ended sessions too, and nothing of others', async ({
  server,
  person,
}) => {
  await registerPerson(server);
  const ended = await signIn(server, person);
  await ended.mutate('auth.logout');
  const { data } = await person.browser.mutate('account.exportData');
  expect(data.user).toEqual((await person.browser.query('users.me')).data);
  expect(data.links).toEqual({ oauthProvider: null, oauthProviderId: null, telegramChatId: null });
  const sessions = await findSessions(server, person.id);
  expect(data.sessions.map(({ id }: { id: string }) => id)).toEqual(
    sessions.map(({ id }) => id).toReversed(),
  );
  expect(data.sessions[0]).toMatchObject({ endedBecause: 'logout', channel: 'cookie' });
  expect(data.devices).toHaveLength(2);
  const events = data.events.map(({ event }: { event: string }) => event);
  expect(events).toEqual(['data-exported', 'signed-out', 'signed-in', 'registered']);
  expect(data.olderEvents).toBe(0);
});

test('account.exportData contains no token and no hash', async ({ server, person }) => {
  const { body } = await person.browser.mutate('account.exportData');
  const user = await server.db
    .selectFrom('users')
    .select('hashed_password')
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow();
  const [session] = await findSessions(server, person.id);
  const hash = session!.refresh_token_hash;
  const secrets = [
    user.hashed_password,
    hash.toString('hex'),
    hash.toString('base64'),
    hash.toString('base64url'),
    ...person.browser.jar.values(),
  ];
  for (const secret of secrets) expect(body).not.toContain(secret);
  expect(body).not.toMatch(/hash|password"/i);
});

test('account.exportData returns the newest ten thousand events and counts the older ones', async ({
  server,
  person,
}) => {
  await sql`insert into audit_events (id, event, user_id, request_id, occurred_at)
      select gen_random_uuid(), 'sign-in-refused', ${person.id}, 'generated', now() - interval '1 day'
      from generate_series(1, 10005)`.execute(server.db);
  const { data } = await person.browser.mutate('account.exportData');
  expect([data.events.length, data.olderEvents]).toEqual([10_000, 7]);
  expect(data.events[0].event).toBe('data-exported');
});

test('account.exportData and account.activity skip events that only a newer build knows', async ({
  server,
  person,
}) => {
  await sql`insert into audit_events (id, event, user_id, request_id)
      values (gen_random_uuid(), 'passkey-added', ${person.id}, 'of-a-newer-build')`.execute(server.db);
  const activity = await person.browser.query('account.activity');
  expect(activity.data.items.map(({ event }: { event: string }) => event)).toEqual(['registered']);
  const { data } = await person.browser.mutate('account.exportData');
  expect([data.events.length, data.olderEvents]).toEqual([2, 0]);
});
