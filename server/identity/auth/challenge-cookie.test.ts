import { expect } from 'vitest';
import { createAuthenticator } from '#server/testing/authenticator.ts';
import { askedForFactor, codeOf, enableTotp, verifyEmailOf } from '#server/testing/factors.ts';
import { replicaWith, withServer } from '#server/testing/fixtures.ts';
import { tokenTo } from '#server/testing/mails.ts';
import { registerPerson } from '#server/testing/people.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';

const underHttps = { environment: { APP_ORIGIN: 'https://money.example' } };
const test = withServer().extend('secure', { scope: 'file' }, replicaWith(underHttps));

const name = '__Host-qp_challenge';
const show = (browser: TestBrowser, code: string) =>
  browser.mutate('auth.secondFactor', { method: 'totp', code });

test('a challenge has the prefix under https, and counts under no other name', async ({
  server,
  secure,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const browser = secure.newBrowser();
  const { email: identifier, password } = person;
  const answer = await browser.mutate('auth.login', { identifier, password });
  expect(answer.setCookies).toEqual([name]);
  expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure(?:;|$)/);
  const elsewhere = secure.newBrowser();
  elsewhere.jar.set('qp_challenge', browser.jar.get(name)!);
  expect((await show(elsewhere, codeOf(secret))).error?.code).toBe('CHALLENGE_EXPIRED');
  expect((await show(browser, codeOf(secret))).data).toMatchObject({ user: { id: person.id } });
});

test('a challenge that came twice counts as none: a sibling host may have set the other one', async ({
  server,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const own = (await askedForFactor(server, person)).jar.get('qp_challenge')!;
  const cookie = `qp_challenge=${own}`;
  const showWith = (sent: string) =>
    server
      .newBrowser()
      .mutate('auth.secondFactor', { method: 'totp', code: codeOf(secret) }, { headers: { cookie: sent } });
  expect((await showWith(`${cookie}; ${cookie}`)).error?.code).toBe('CHALLENGE_EXPIRED');
  expect((await showWith(cookie)).status).toBe(200);
});

test('a challenge dies with the reset of its password, and with its account', async ({ server, person }) => {
  const { secret } = await enableTotp(server, person);
  const disabled = await askedForFactor(server, person);
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute();
  expect((await show(disabled, codeOf(secret))).error?.code).toBe('CHALLENGE_EXPIRED');
  await server.db.updateTable('users').set({ is_active: true }).where('id', '=', person.id).execute();

  const reset = await askedForFactor(server, person);
  await server.newBrowser().mutate('auth.requestPasswordReset', { email: person.email });
  const token = await tokenTo(server, person.email, 'reset-password');
  const newPassword = 'an unusual passphrase of 9';
  expect((await server.newBrowser().mutate('auth.resetPassword', { token, newPassword })).status).toBe(200);
  expect((await show(reset, codeOf(secret))).error?.code).toBe('CHALLENGE_EXPIRED');
});

test("a passkey shown beside somebody else's challenge signs its own owner in, and uses that up for nobody", async ({
  server,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const other = await registerPerson(server);
  await verifyEmailOf(server, other);
  const authenticator = createAuthenticator(server.config.appOrigin);
  const { data: made } = await other.browser.mutate('factors.beginPasskey');
  await other.browser.mutate('factors.addPasskey', { name: 'Key', response: authenticator.make(made) });
  const browser = await askedForFactor(server, person);
  const copy = server.newBrowser();
  copy.jar.set('qp_challenge', browser.jar.get('qp_challenge')!);
  const { data: options } = await browser.mutate('auth.passkeyOptions');
  const response = authenticator.use(options);
  const signedIn = await browser.mutate('auth.loginWithPasskey', { response });
  expect(signedIn.data.user.id).toBe(other.id);
  expect((await show(copy, codeOf(secret))).data.user.id).toBe(person.id);
});

test('a challenge for a passkey is none for a code', async ({ server, person }) => {
  const { secret } = await enableTotp(server, person);
  const browser = server.newBrowser();
  await browser.mutate('auth.passkeyOptions');
  expect((await show(browser, codeOf(secret))).error?.code).toBe('CHALLENGE_EXPIRED');
});
