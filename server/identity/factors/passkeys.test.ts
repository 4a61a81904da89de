import { sql } from 'kysely';
import { expect } from 'vitest';
import { userHandle } from '#server/identity/factors/factors.rules.ts';
import { createAuthenticator } from '#server/testing/authenticator.ts';
import { askedForFactor, enableTotp, verifyEmailOf } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { mailsTo } from '#server/testing/mails.ts';
import { auditEventsOf, registerPerson, type Person } from '#server/testing/people.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

type Authenticator = ReturnType<typeof createAuthenticator>;
type Deviation = Parameters<Authenticator['use']>[1];

async function addPasskey(server: TestServer, person: Person, name = 'Laptop') {
  await verifyEmailOf(server, person);
  const authenticator = createAuthenticator(server.config.appOrigin);
  const { data: options } = await person.browser.mutate('factors.beginPasskey');
  const response = authenticator.make(options);
  const answer = await person.browser.mutate('factors.addPasskey', { name, response });
  return { authenticator, answer, id: answer.data?.id as string };
}

async function loginBy(browser: TestBrowser, authenticator: Authenticator, deviation?: Deviation) {
  const { data: options } = await browser.mutate('auth.passkeyOptions');
  return browser.mutate('auth.loginWithPasskey', { response: authenticator.use(options, deviation) });
}

test('a passkey signs in alone, with a known name of nobody asked', async ({ server, person }) => {
  const { authenticator, answer } = await addPasskey(server, person);
  expect(answer.data).toMatchObject({ name: 'Laptop', lastUsedAt: null, isSynced: false });
  const browser = server.newBrowser();
  const asked = await browser.mutate('auth.passkeyOptions');
  expect(asked.data).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials: [] });
  expect(asked.setCookies).toEqual(['qp_challenge']);
  const response = authenticator.use(asked.data);
  const signedIn = await browser.mutate('auth.loginWithPasskey', { response, rememberMe: true });
  expect(signedIn.data).toMatchObject({ status: 'signed-in', user: { id: person.id } });
  expect(browser.jar.has('qp_challenge')).toBe(false);
  const { data } = await person.browser.query('factors.list');
  expect(data.passkeys[0].lastUsedAt).not.toBeNull();
  expect((await mailsTo(server, person.email)).map(({ kind }) => kind)).toContain('factor-added');
});

test.for([
  ['another origin', { origin: 'https://evil.example' }],
  ['another relying party', { rpId: 'evil.example' }],
  ['nobody verified', { isUserVerified: false }],
  ['a frame on another site', { isEmbedded: true }],
] as const)(
  'an answer of %s is refused, at sign-in and when it is added',
  async ([_what, deviation], { server, person }) => {
    const { authenticator } = await addPasskey(server, person);
    const refused = await loginBy(server.newBrowser(), authenticator, deviation);
    expect([refused.status, refused.error?.code]).toEqual([401, 'PASSKEY_INVALID']);
    const { data: options } = await person.browser.mutate('factors.beginPasskey');
    const response = createAuthenticator(server.config.appOrigin).make(options, deviation);
    const added = await person.browser.mutate('factors.addPasskey', { name: 'Phone', response });
    expect(added.error?.code).toBe('PASSKEY_INVALID');
  },
);

test('a passkey that names another owner, or none where nobody was asked for, signs nobody in', async ({
  server,
  person,
}) => {
  const { authenticator } = await addPasskey(server, person);
  const other = await registerPerson(server);
  for (const handle of [userHandle(other.id), null]) {
    const refused = await loginBy(server.newBrowser(), authenticator, { userHandle: handle });
    expect([refused.status, refused.error?.code]).toEqual([401, 'PASSKEY_INVALID']);
  }
  const browser = await askedForFactor(server, person);
  const { data: options } = await browser.mutate('auth.secondFactorOptions');
  const response = authenticator.use(options, { userHandle: null });
  const asked = await browser.mutate('auth.secondFactor', { method: 'passkey', response });
  expect(asked.status).toBe(200);
});

test('a challenge of another browser, another purpose or another session is refused', async ({
  server,
  person,
}) => {
  const { authenticator } = await addPasskey(server, person);
  const { data: others } = await server.newBrowser().mutate('auth.passkeyOptions');
  const browser = server.newBrowser();
  await browser.mutate('auth.passkeyOptions');
  const foreign = await browser.mutate('auth.loginWithPasskey', { response: authenticator.use(others) });
  expect(foreign.error?.code).toBe('CHALLENGE_EXPIRED');
  const none = await server
    .newBrowser()
    .mutate('auth.loginWithPasskey', { response: authenticator.use(others) });
  expect(none.error?.code).toBe('CHALLENGE_EXPIRED');

  const { data: again } = await person.browser.mutate('auth.reauthenticationOptions');
  const wrongPurpose = await browser.mutate('auth.loginWithPasskey', { response: authenticator.use(again) });
  expect(wrongPurpose.error?.code).toBe('CHALLENGE_EXPIRED');
  const other = await registerPerson(server);
  const input = { method: 'passkey', response: authenticator.use(again) };
  expect((await other.browser.mutate('auth.reauthenticate', input)).error?.code).toBe('CHALLENGE_EXPIRED');
});

test('one answer signs in once, also at once on two replicas', async ({ server, replica, person }) => {
  const { authenticator } = await addPasskey(server, person);
  const browser = server.newBrowser();
  const { data: options } = await browser.mutate('auth.passkeyOptions');
  const response = authenticator.use(options);
  const elsewhere = replica.newBrowser();
  elsewhere.jar.set('qp_challenge', browser.jar.get('qp_challenge')!);
  const answers = await Promise.all(
    [browser, elsewhere].map((each) => each.mutate('auth.loginWithPasskey', { response })),
  );
  expect(answers.map(({ error }) => error?.code ?? 'signed in').toSorted()).toEqual([
    'CHALLENGE_EXPIRED',
    'signed in',
  ]);
});

test('a counter that does not grow is refused, told and audited as a copied passkey', async ({
  server,
  person,
}) => {
  const { authenticator } = await addPasskey(server, person);
  expect((await loginBy(server.newBrowser(), authenticator, { counter: 9 })).status).toBe(200);
  const copied = await loginBy(server.newBrowser(), authenticator, { counter: 9 });
  expect(copied.error?.code).toBe('PASSKEY_INVALID');
  expect((await auditEventsOf(server, person.id)).at(-1)).toBe('passkey-copied');
  const { data } = await person.browser.query('account.protection');
  expect(data.alarms.map(({ event }: { event: string }) => event)).toContain('passkey-copied');
  expect((await loginBy(server.newBrowser(), authenticator, { counter: 10 })).status).toBe(200);
});

test('a passkey that always counts zero signs in again and again', async ({ server, person }) => {
  await verifyEmailOf(server, person);
  const authenticator = createAuthenticator(server.config.appOrigin);
  const { data: options } = await person.browser.mutate('factors.beginPasskey');
  const response = authenticator.make(options, { counter: 0 });
  await person.browser.mutate('factors.addPasskey', { name: 'Synced', response });
  for (let count = 0; count < 2; count += 1)
    expect((await loginBy(server.newBrowser(), authenticator, { counter: 0 })).status).toBe(200);
});

test('a passkey is a second factor after the password, of its owner alone', async ({ server, person }) => {
  const { authenticator } = await addPasskey(server, person);
  const other = await registerPerson(server);
  const { authenticator: foreign } = await addPasskey(server, other);
  const browser = await askedForFactor(server, person);
  const asked = await browser.mutate('auth.secondFactorOptions');
  expect(asked.data.allowCredentials.map(({ id }: { id: string }) => id)).toEqual([authenticator.id]);
  const answerOf = (response: unknown) =>
    browser.mutate('auth.secondFactor', { method: 'passkey', response });
  expect((await answerOf(foreign.use(asked.data))).error?.code).toBe('PASSKEY_INVALID');
  expect((await auditEventsOf(server, person.id)).at(-1)).toBe('second-factor-refused');
  expect((await answerOf(authenticator.use(asked.data))).data.user.id).toBe(person.id);
});

test('a sign-in that waits in one tab keeps its challenge when another tab asks for passkeys', async ({
  server,
  person,
}) => {
  const { recoveryCodes } = await enableTotp(server, person);
  const browser = await askedForFactor(server, person);
  expect((await browser.mutate('auth.passkeyOptions')).setCookies).toEqual([]);
  const input = { method: 'recovery-code', code: recoveryCodes[0] };
  expect((await browser.mutate('auth.secondFactor', input)).status).toBe(200);
});

test('a spent limit of codes never stops a passkey', async ({ server }) => {
  const environment = { LIMIT_SECOND_FACTORS_PER_ACCOUNT: '1/15m' };
  const limited = await startTestServer({ replicaOf: server, environment });
  try {
    const person = await registerPerson(limited);
    await enableTotp(limited, person);
    const { authenticator } = await addPasskey(limited, person);
    const browser = await askedForFactor(limited, person);
    const wrong = { method: 'totp', code: '000000' };
    await browser.mutate('auth.secondFactor', wrong);
    expect((await browser.mutate('auth.secondFactor', wrong)).error?.code).toBe('RATE_LIMITED');
    const { data: options } = await browser.mutate('auth.secondFactorOptions');
    const input = { method: 'passkey', response: authenticator.use(options) };
    expect((await browser.mutate('auth.secondFactor', input)).status).toBe(200);
    expect((await loginBy(limited.newBrowser(), authenticator)).status).toBe(200);
  } finally {
    await limited.close();
  }
});

test('a passkey allows sensitive calls again, in its own session alone', async ({ server, person }) => {
  const { authenticator } = await addPasskey(server, person);
  await server.db
    .updateTable('sessions')
    .set({ created_at: sql`created_at - interval '11 minutes'` })
    .where('user_id', '=', person.id)
    .execute();
  expect((await person.browser.mutate('factors.beginTotp')).error?.code).toBe('REAUTH_REQUIRED');
  const { data: options } = await person.browser.mutate('auth.reauthenticationOptions');
  const input = { method: 'passkey', response: authenticator.use(options) };
  expect((await person.browser.mutate('auth.reauthenticate', input)).status).toBe(200);
  expect((await person.browser.mutate('auth.reauthenticate', input)).error?.code).toBe('CHALLENGE_EXPIRED');
  expect((await person.browser.mutate('factors.beginTotp')).status).toBe(200);
});

test('a disabled account learns so only from its own passkey', async ({ server, person }) => {
  const { authenticator } = await addPasskey(server, person);
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute();
  expect((await loginBy(server.newBrowser(), authenticator)).error?.code).toBe('ACCOUNT_DISABLED');
});
