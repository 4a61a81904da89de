import { sql } from 'kysely';
import { expect } from 'vitest';
import { createAuthenticator } from '#server/testing/authenticator.ts';
import { enableTotp, verifyEmailOf } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

async function addPasskey(server: TestServer, person: Person, name = 'Laptop') {
  await verifyEmailOf(server, person);
  const authenticator = createAuthenticator(server.config.appOrigin);
  const { data: options } = await person.browser.mutate('factors.beginPasskey');
  const response = authenticator.make(options);
  const answer = await person.browser.mutate('factors.addPasskey', { name, response });
  return { authenticator, answer, id: answer.data?.id as string };
}

test('a removed passkey signs in no more, and foreign ones cannot be touched', async ({ server, person }) => {
  const { authenticator, id } = await addPasskey(server, person);
  const other = await registerPerson(server);
  for (const [path, input] of [
    ['factors.renamePasskey', { id, name: 'Mine' }],
    ['factors.removePasskey', { id }],
  ] as const)
    expect((await other.browser.mutate(path, input)).error?.code).toBe('NOT_FOUND');
  expect((await person.browser.mutate('factors.renamePasskey', { id, name: ' Phone ' })).data).toEqual({
    ok: true,
  });
  expect((await person.browser.query('factors.list')).data.passkeys[0].name).toBe('Phone');

  const browser = server.newBrowser();
  const { data: options } = await browser.mutate('auth.passkeyOptions');
  expect((await person.browser.mutate('factors.removePasskey', { id })).data).toEqual({ ok: true });
  const late = await browser.mutate('auth.loginWithPasskey', { response: authenticator.use(options) });
  expect(late.error?.code).toBe('PASSKEY_INVALID');
  expect((await person.browser.mutate('factors.removePasskey', { id })).error?.code).toBe('NOT_FOUND');
});

test('the last passkey of an account without a password stays, beside an app too', async ({
  server,
  person,
}) => {
  const { id } = await addPasskey(server, person);
  await enableTotp(server, person);
  await server.db.updateTable('users').set({ hashed_password: 'none' }).where('id', '=', person.id).execute();
  expect((await person.browser.mutate('factors.removePasskey', { id })).error?.code).toBe('LAST_FACTOR');
  expect((await person.browser.mutate('factors.disableTotp')).status).toBe(200);
});

test('a twenty-first passkey is refused, also of two added at once, and one key is added once', async ({
  server,
  person,
}) => {
  await verifyEmailOf(server, person);
  await sql`insert into passkeys (user_id, id, credential_id, public_key, counter, transports, name, is_synced)
    select ${person.id}, gen_random_uuid(), sha256(n::text::bytea), 'k', 0, '{}', 'Key', false
    from generate_series(1, 19) n`.execute(server.db);
  const add = async () => {
    const { data: options } = await person.browser.mutate('factors.beginPasskey');
    return { name: 'Key', response: createAuthenticator(server.config.appOrigin).make(options) };
  };
  const inputs = [await add(), await add()];
  const answers = await Promise.all(
    inputs.map((input) => person.browser.mutate('factors.addPasskey', input)),
  );
  expect(answers.map(({ error }) => error?.code ?? 'added').toSorted()).toEqual([
    'TOO_MANY_PASSKEYS',
    'added',
  ]);
  const full = await person.browser.mutate('factors.beginPasskey');
  expect([full.status, full.error?.code]).toEqual([409, 'TOO_MANY_PASSKEYS']);
  const winner = inputs[answers.findIndex(({ status }) => status === 200)]!;
  expect((await person.browser.mutate('factors.addPasskey', winner)).error?.code).toBe('CHALLENGE_EXPIRED');
});

test.for(['http://127.0.0.1:3000', 'http://[::1]:3000'])(
  'passkeys are off at %s, which can be no RP id, and the page is told',
  async (origin, { server }) => {
    const elsewhere = await startTestServer({ replicaOf: server, environment: { APP_ORIGIN: origin } });
    try {
      const person = await registerPerson(elsewhere);
      await verifyEmailOf(elsewhere, person);
      const { data } = await elsewhere.newBrowser().query('auth.session');
      expect(data.features.passkeys).toBe(false);
      for (const path of ['factors.beginPasskey', 'auth.passkeyOptions', 'auth.reauthenticationOptions'])
        expect((await person.browser.mutate(path)).error?.code).toBe('FEATURE_OFF');
    } finally {
      await elsewhere.close();
    }
  },
);

test('passkeys are offered at localhost', async ({ server }) => {
  expect((await server.newBrowser().query('auth.session')).data.features.passkeys).toBe(true);
});
