import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { deriveKeys } from '#server/security/keys.ts';
import { createSealing } from '#server/security/sealing.ts';
import { createAuthenticator } from '#server/testing/authenticator.ts';
import { askedForFactor, codeOf, enableTotp, verifyEmailOf } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { mailsTo } from '#server/testing/mails.ts';
import { signIn, type Person } from '#server/testing/people.ts';
import { queueAtRow, waiters } from '#server/testing/row-queue.ts';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

/** Runs `call` up to the lock on the person's row, and lets it go once `meanwhile` has happened. */
async function whileItWaits(
  locker: Database,
  { id }: Person,
  { call, meanwhile }: { call(): Promise<Answer>; meanwhile(): Promise<unknown> },
): Promise<Answer> {
  const held = await locker.transaction().execute(async (transaction) => {
    await sql`select 1 from users where id = ${id} for update`.execute(transaction);
    const pending = call();
    await expect.poll(() => waiters(locker), { timeout: 2500 }).toBe(1);
    await meanwhile();
    return { pending };
  });
  return held.pending;
}

type Begun = (thief: TestBrowser, server: TestServer) => Promise<unknown>;

/** What a thief may have under way, each with what comes before it. */
const acts: readonly (readonly [path: string, begun: Begun])[] = [
  [
    'factors.addPasskey',
    async (thief, server) => {
      // Loaded by the first check, which would take longer than a test waits for a lock.
      await import('@simplewebauthn/server');
      const { data } = await thief.mutate('factors.beginPasskey');
      return { name: 'Key', response: createAuthenticator(server.config.appOrigin).make(data) };
    },
  ],
  [
    'factors.enableTotp',
    async (thief) => ({ code: codeOf((await thief.mutate('factors.beginTotp')).data.secret) }),
  ],
  ['account.changeEmail', () => Promise.resolve({ newEmail: 'thief@example.org' })],
];

test.for(acts)(
  'what a thief has begun by %s comes to nothing once the owner has ended the session',
  async ([path, begun], { server, locker, person }) => {
    await verifyEmailOf(server, person);
    const thief = await signIn(server, person);
    const input = await begun(thief, server);
    const answer = await whileItWaits(locker, person, {
      call: () => thief.mutate(path, input),
      meanwhile: async () =>
        expect((await person.browser.mutate('sessions.revokeOthers')).data).toEqual({ endedSessions: 1 }),
    });
    expect([answer.status, answer.error?.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await person.browser.query('factors.list')).data).toMatchObject({ totp: null, passkeys: [] });
    expect(await mailsTo(server, 'thief@example.org')).toEqual([]);
  },
);

test('a session that ends meanwhile removes no app and makes no recovery codes', async ({
  server,
  locker,
  person,
}) => {
  await enableTotp(server, person);
  for (const path of ['factors.disableTotp', 'factors.renewRecoveryCodes']) {
    const thief = server.newBrowser();
    for (const [name, value] of person.browser.jar) thief.jar.set(name, value);
    const answer = await whileItWaits(locker, person, {
      call: () => thief.mutate(path),
      meanwhile: () =>
        sql`update sessions set revoked_at = now(), revoked_reason = 'revoked' where user_id = ${person.id}`.execute(
          server.db,
        ),
    });
    expect([path, answer.error?.code]).toEqual([path, 'UNAUTHENTICATED']);
    await sql`update sessions set revoked_at = null, revoked_reason = null where user_id = ${person.id}`.execute(
      server.db,
    );
  }
  expect((await person.browser.query('factors.list')).data).toMatchObject({
    totp: { enabledAt: expect.any(String) },
    recoveryCodesLeft: 10,
  });
});

test('a password alone opens no session behind a factor that is added', async ({
  server,
  locker,
  person,
}) => {
  await verifyEmailOf(server, person);
  const { data } = await person.browser.mutate('factors.beginTotp');
  const { email: identifier, password } = person;
  const [enabled, signedIn] = await queueAtRow(locker, person.id, [
    () => person.browser.mutate('factors.enableTotp', { code: codeOf(data.secret) }),
    () => server.newBrowser().mutate('auth.login', { identifier, password }),
  ]);
  expect([enabled!.status, signedIn!.data.status]).toEqual([200, 'second-factor']);
});

test('a code opens no session behind the removal of its app, and before it opens one', async ({
  server,
  locker,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const show = (browser: TestBrowser) =>
    browser.mutate('auth.secondFactor', { method: 'totp', code: codeOf(secret) });
  const [first, second] = [await askedForFactor(server, person), await askedForFactor(server, person)];
  const [before, removed, behind] = await queueAtRow(locker, person.id, [
    () => show(first),
    () => person.browser.mutate('factors.disableTotp'),
    () => show(second),
  ]);
  expect([before!.status, removed!.status]).toEqual([200, 200]);
  expect(behind!.error?.code).toBe('SECOND_FACTOR_INVALID');
});

test('of the last two passkeys of an account without a password one stays, however fast both are removed', async ({
  server,
  locker,
  person,
}) => {
  await sql`insert into passkeys (user_id, id, credential_id, public_key, counter, transports, name, is_synced)
    select ${person.id}, gen_random_uuid(), sha256((${person.id} || n)::bytea), 'key', 0, '{}', 'Key', false
    from generate_series(1, 2) n`.execute(server.db);
  await server.db.updateTable('users').set({ hashed_password: '!' }).where('id', '=', person.id).execute();
  const { data } = await person.browser.query('factors.list');
  const [removed, kept] = await queueAtRow(
    locker,
    person.id,
    data.passkeys.map(
      ({ id }: { id: string }) =>
        () =>
          person.browser.mutate('factors.removePasskey', { id }),
    ) as (() => Promise<Answer>)[],
  );
  expect([removed!.status, kept!.error?.code]).toEqual([200, 'LAST_FACTOR']);
});

/** The same secret in another encrypted form, as the job for a new key writes it. */
async function seal(server: TestServer, { id }: Person, secret: string): Promise<Buffer> {
  return createSealing(deriveKeys(server.config.authSecrets).totpSecrets).seal(secret, id);
}

test('a code of an app that was replaced meanwhile does not count for the new one', async ({
  server,
  locker,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const browser = await askedForFactor(server, person);
  const answer = await whileItWaits(locker, person, {
    call: () => browser.mutate('auth.secondFactor', { method: 'totp', code: codeOf(secret) }),
    meanwhile: () =>
      server.db
        .updateTable('totp_factors')
        .set({ enabled_at: sql`clock_timestamp()` })
        .where('user_id', '=', person.id)
        .execute(),
  });
  expect(answer.error?.code).toBe('SECOND_FACTOR_INVALID');
});

test('a code counts while its secret is sealed anew', async ({ server, locker, person }) => {
  await verifyEmailOf(server, person);
  const { data } = await person.browser.mutate('factors.beginTotp');
  const sealed_secret = await seal(server, person, data.secret);
  const sealAnew = () =>
    server.db.updateTable('totp_factors').set({ sealed_secret }).where('user_id', '=', person.id).execute();
  const enabled = await whileItWaits(locker, person, {
    call: () => person.browser.mutate('factors.enableTotp', { code: codeOf(data.secret) }),
    meanwhile: sealAnew,
  });
  expect(enabled.status).toBe(200);
  const browser = await askedForFactor(server, person);
  const signedIn = await whileItWaits(locker, person, {
    call: () => browser.mutate('auth.secondFactor', { method: 'totp', code: codeOf(data.secret, 1) }),
    meanwhile: sealAnew,
  });
  expect(signedIn.status).toBe(200);
});

test('a secret that another tab replaced meanwhile is over, not connected already', async ({
  server,
  locker,
  person,
}) => {
  await verifyEmailOf(server, person);
  const { data } = await person.browser.mutate('factors.beginTotp');
  const answer = await whileItWaits(locker, person, {
    call: () => person.browser.mutate('factors.enableTotp', { code: codeOf(data.secret) }),
    meanwhile: () => person.browser.mutate('factors.beginTotp'),
  });
  expect([answer.status, answer.error?.code]).toEqual([401, 'CHALLENGE_EXPIRED']);
});
