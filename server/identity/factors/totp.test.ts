import { sql } from 'kysely';
import { expect } from 'vitest';
import { codeOf, enableTotp, forgetSteps, verifyEmailOf } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import { auditEventsOf, registerPerson, signIn, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

/** Lets ten minutes pass since the password was given: what is left is what a stolen session has. */
async function ageSignIns(server: TestServer, { id }: Person): Promise<void> {
  await server.db
    .updateTable('sessions')
    .set({ created_at: sql`created_at - interval '11 minutes'`, reauthenticated_at: null })
    .where('user_id', '=', id)
    .execute();
}

const changes = [
  ['factors.beginTotp', undefined],
  ['factors.enableTotp', { code: '000000' }],
  ['factors.disableTotp', undefined],
  ['factors.renewRecoveryCodes', undefined],
  ['factors.beginPasskey', undefined],
  ['factors.addPasskey', {}],
  ['account.changeEmail', { newEmail: 'thief@example.org' }],
  ['factors.removePasskey', { id: '018f0000-0000-7000-8000-000000000000' }],
] as const;

test.for(changes)('a stolen session alone cannot call %s', async ([path, input], { server, person }) => {
  await verifyEmailOf(server, person);
  await ageSignIns(server, person);
  const answer = await person.browser.mutate(path, input);
  expect([answer.status, answer.error?.code]).toEqual([403, 'REAUTH_REQUIRED']);
});

test('nobody adds a factor before the address is confirmed, where mails are on', async ({
  server,
  person,
}) => {
  for (const path of ['factors.beginTotp', 'factors.beginPasskey'])
    expect((await person.browser.mutate(path)).error?.code).toBe('EMAIL_UNVERIFIED');
  await verifyEmailOf(server, person);
  expect((await person.browser.mutate('factors.beginTotp')).status).toBe(200);
});

test('nobody needs a confirmed address where no mail is sent', async ({ server }) => {
  const environment = { TRUSTED_PROXY_HOPS: '1' };
  const silent = await startTestServer({ replicaOf: server, environment });
  try {
    const person = await registerPerson(silent);
    expect((await person.browser.mutate('factors.beginTotp')).status).toBe(200);
  } finally {
    await silent.close();
  }
});

test('an app counts only after its first code, and a wrong one enables nothing', async ({
  server,
  person,
}) => {
  await verifyEmailOf(server, person);
  const { data } = await person.browser.mutate('factors.beginTotp');
  expect(data.uri).toContain(`secret=${data.secret}`);
  await signIn(server, person);
  const wrong = await person.browser.mutate('factors.enableTotp', { code: '000 00x' });
  expect([wrong.status, wrong.error?.code]).toEqual([401, 'SECOND_FACTOR_INVALID']);
  await signIn(server, person);
  const right = await person.browser.mutate('factors.enableTotp', { code: codeOf(data.secret) });
  expect(right.data.recoveryCodes).toHaveLength(10);
  expect((await person.browser.query('factors.list')).data).toEqual({
    totp: { enabledAt: expect.any(String) },
    passkeys: [],
    recoveryCodesLeft: 10,
  });
  const told = (await mailsTo(server, person.email)).find(({ kind }) => kind === 'factor-added');
  expect(told?.text).toContain('authenticator app');
  expect(await auditEventsOf(server, person.id)).toContain('factor-added');
});

test('the code that enabled an app does not sign in as well', async ({ server, person }) => {
  await verifyEmailOf(server, person);
  const { data } = await person.browser.mutate('factors.beginTotp');
  const code = codeOf(data.secret);
  await person.browser.mutate('factors.enableTotp', { code });
  const browser = server.newBrowser();
  await browser.mutate('auth.login', { identifier: person.email, password: person.password });
  const answer = await browser.mutate('auth.secondFactor', { method: 'totp', code });
  expect(answer.error?.code).toBe('SECOND_FACTOR_INVALID');
});

test('a second app is refused while one is connected, also of two enabled at once', async ({
  server,
  replica,
  person,
}) => {
  await verifyEmailOf(server, person);
  const { data } = await person.browser.mutate('factors.beginTotp');
  const elsewhere = replica.newBrowser();
  for (const [name, value] of person.browser.jar) elsewhere.jar.set(name, value);
  const code = codeOf(data.secret);
  const answers = await Promise.all(
    [person.browser, elsewhere].map((browser) => browser.mutate('factors.enableTotp', { code })),
  );
  expect(answers.map(({ error }) => error?.code ?? 'enabled').toSorted()).toEqual([
    'TOTP_ALREADY_ENABLED',
    'enabled',
  ]);
  expect((await person.browser.mutate('factors.beginTotp')).error?.code).toBe('TOTP_ALREADY_ENABLED');
  const again = await person.browser.mutate('factors.enableTotp', { code });
  expect([again.status, again.error?.code]).toEqual([409, 'TOTP_ALREADY_ENABLED']);
});

test('a new secret replaces the one before it, and waits ten minutes', async ({ server, person }) => {
  await verifyEmailOf(server, person);
  const older = await person.browser.mutate('factors.beginTotp');
  const newer = await person.browser.mutate('factors.beginTotp');
  const enable = (secret: string) => person.browser.mutate('factors.enableTotp', { code: codeOf(secret) });
  expect((await enable(older.data.secret)).error?.code).toBe('SECOND_FACTOR_INVALID');
  await server.db
    .updateTable('totp_factors')
    .set({ created_at: sql`now() - interval '10 minutes'` })
    .where('user_id', '=', person.id)
    .execute();
  expect((await enable(newer.data.secret)).error?.code).toBe('CHALLENGE_EXPIRED');
});

test('removing the app takes the recovery codes along and is told', async ({ server, person }) => {
  await enableTotp(server, person);
  expect((await person.browser.mutate('factors.disableTotp')).data).toEqual({ ok: true });
  expect((await person.browser.query('factors.list')).data).toEqual({
    totp: null,
    passkeys: [],
    recoveryCodesLeft: 0,
  });
  expect((await person.browser.mutate('factors.disableTotp')).error?.code).toBe('NOT_FOUND');
  expect((await person.browser.mutate('factors.renewRecoveryCodes')).error?.code).toBe('NOT_FOUND');
  const kinds = (await mailsTo(server, person.email)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'factor-removed')).toHaveLength(1);
});

test('the last factor of an account without a password stays', async ({ server, person }) => {
  await enableTotp(server, person);
  await server.db.updateTable('users').set({ hashed_password: 'none' }).where('id', '=', person.id).execute();
  const answer = await person.browser.mutate('factors.disableTotp');
  expect([answer.status, answer.error?.code]).toEqual([409, 'LAST_FACTOR']);
  expect((await person.browser.query('factors.list')).data.recoveryCodesLeft).toBe(10);
});

test('new recovery codes end the old ones', async ({ server, person }) => {
  const { recoveryCodes: old } = await enableTotp(server, person);
  const { data } = await person.browser.mutate('factors.renewRecoveryCodes');
  const show = async (code: string) => {
    const browser = server.newBrowser();
    await browser.mutate('auth.login', { identifier: person.email, password: person.password });
    return (await browser.mutate('auth.secondFactor', { method: 'recovery-code', code })).status;
  };
  expect(await show(old[1]!)).toBe(401);
  expect(await show(data.recoveryCodes[1])).toBe(200);
});

test('a code of the app allows sensitive calls, once', async ({ server, person }) => {
  const { secret } = await enableTotp(server, person);
  await ageSignIns(server, person);
  const reauthenticate = () =>
    person.browser.mutate('auth.reauthenticate', { method: 'totp', code: codeOf(secret) });
  const wrong = await person.browser.mutate('auth.reauthenticate', { method: 'totp', code: '000000' });
  expect(wrong.error?.code).toBe('SECOND_FACTOR_INVALID');
  expect((await person.browser.mutate('factors.disableTotp')).error?.code).toBe('REAUTH_REQUIRED');
  expect((await reauthenticate()).data).toEqual({ validUntil: expect.any(String) });
  await ageSignIns(server, person);
  expect((await reauthenticate()).error?.code).toBe('SECOND_FACTOR_INVALID');
  await forgetSteps(server, person);
  expect((await reauthenticate()).status).toBe(200);
  expect((await person.browser.mutate('factors.disableTotp')).status).toBe(200);
});

test.for([
  [{}, 'password'],
  [{ method: 'totp' }, 'code'],
  [{ method: 'passkey' }, 'response'],
] as const)('a proof without its part %j names what is missing', async ([input, field], { person }) => {
  const answer = await person.browser.mutate('auth.reauthenticate', input);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { [field]: 'REQUIRED' } });
});

test('a proof with the parts of two methods is refused', async ({ person }) => {
  const input = { password: person.password, method: 'totp', code: '123456' };
  const answer = await person.browser.mutate('auth.reauthenticate', input);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { password: 'UNKNOWN_FIELD' } });
});

test('the reset of a never confirmed address removes every factor, that of a confirmed one none', async ({
  server,
  person,
}) => {
  const reset = async (someone: Person) => {
    await enableTotp(server, someone);
    const { email, id } = someone;
    if (someone !== person)
      await server.db.updateTable('users').set({ email_verified_at: null }).where('id', '=', id).execute();
    await server.newBrowser().mutate('auth.requestPasswordReset', { email });
    const token = await tokenTo(server, email, 'reset-password');
    const password = 'an unusual passphrase of 9';
    await server.newBrowser().mutate('auth.resetPassword', { token, newPassword: password });
    const { data } = await server.newBrowser().mutate('auth.login', { identifier: email, password });
    return data.status as string;
  };
  expect(await reset(person)).toBe('second-factor');
  expect(await reset(await registerPerson(server))).toBe('signed-in');
});

test('a dump of the database shows no secret and no recovery code', async ({ server, person }) => {
  const { secret, recoveryCodes } = await enableTotp(server, person);
  const row = await server.db
    .selectFrom('totp_factors')
    .select('sealed_secret')
    .where('user_id', '=', person.id)
    .executeTakeFirstOrThrow();
  const stored = row.sealed_secret.toString('latin1');
  expect(stored).not.toContain(secret);
  const codes = await server.db.selectFrom('recovery_codes').select('code_hash').execute();
  for (const { code_hash: hash } of codes) {
    expect(hash).toHaveLength(32);
    for (const code of recoveryCodes) expect(hash.toString('latin1')).not.toContain(code);
  }
});

test("one person's sealed secret opens for nobody else", async ({ server, person }) => {
  const other = await registerPerson(server);
  const { secret } = await enableTotp(server, person);
  await enableTotp(server, other);
  await sql`update totp_factors set sealed_secret =
    (select sealed_secret from totp_factors where user_id = ${person.id}) where user_id = ${other.id}`.execute(
    server.db,
  );
  const browser = server.newBrowser();
  await browser.mutate('auth.login', { identifier: other.email, password: other.password });
  const answer = await browser.mutate('auth.secondFactor', { method: 'totp', code: codeOf(secret) });
  expect(answer.error?.code).toBe('SECOND_FACTOR_INVALID');
});
