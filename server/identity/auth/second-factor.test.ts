import { expect } from 'vitest';
import { deriveKeys } from '#server/security/keys.ts';
import { createSealing } from '#server/security/sealing.ts';
import { askedForFactor, codeOf, enableTotp } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { auditEventsOf, findSessions, registerPerson, signIn } from '#server/testing/people.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';

const show = (browser: TestBrowser, code: string, method = 'totp') =>
  browser.mutate('auth.secondFactor', { method, code });

/** Another browser with the same waiting sign-in, perhaps at another replica. */
function sharing(challengeOf: TestBrowser, other: TestBrowser): TestBrowser {
  other.jar.set('qp_challenge', challengeOf.jar.get('qp_challenge')!);
  return other;
}

test('a right password of who has a factor opens nothing, ends nothing and sets the challenge alone', async ({
  server,
  person,
}) => {
  await enableTotp(server, person);
  const other = await registerPerson(server);
  const before = await findSessions(server, person.id);
  const { email: identifier, password } = person;
  const answer = await other.browser.mutate('auth.login', { identifier, password, rememberMe: true });
  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({
    status: 'second-factor',
    methods: ['totp', 'recovery-code'],
    expiresAt: expect.any(String),
  });
  expect(answer.setCookies).toEqual(['qp_challenge']);
  const [line] = answer.headers.getSetCookie();
  expect(line).toMatch(/; Max-Age=(?:299|300); Path=\/; .*HttpOnly; SameSite=Strict$/);
  expect(await findSessions(server, person.id)).toEqual(before);
  expect((await other.browser.query('users.me')).data.id).toBe(other.id);
  const lasting = Date.parse(answer.data.expiresAt) - Date.now();
  expect(lasting).toBeGreaterThan(4.9 * 60_000);
  expect(lasting).toBeLessThanOrEqual(5 * 60_000);
});

test('a wrong password tells nothing of a second factor', async ({ server, person }) => {
  await enableTotp(server, person);
  const input = { identifier: person.email, password: 'not the password' };
  const answer = await server.newBrowser().mutate('auth.login', input);
  expect([answer.error?.code, answer.setCookies]).toEqual(['INVALID_CREDENTIALS', []]);
});

test('the challenge opens nothing but the second factor', async ({ server, person }) => {
  await enableTotp(server, person);
  const browser = await askedForFactor(server, person);
  const challenge = browser.jar.get('qp_challenge')!;
  expect((await browser.query('users.me')).error?.code).toBe('UNAUTHENTICATED');
  expect((await browser.query('auth.session')).data).toMatchObject({ user: null, canRefresh: false });
  const bearer = { headers: { authorization: `Bearer ${challenge}` } };
  expect((await server.newBrowser().query('users.me', undefined, bearer)).error?.code).toBe(
    'UNAUTHENTICATED',
  );
  const input = { challenge, method: 'totp', code: '000000' };
  expect((await server.newBrowser().mutate('tokens.secondFactor', input)).error?.code).toBe(
    'CHALLENGE_EXPIRED',
  );
});

test.for([undefined, '', 'x', 'A'.repeat(200), 'é'])(
  'a code without a challenge of ours (%j) is refused before it is looked at',
  async (challenge, { server, person }) => {
    const { secret } = await enableTotp(server, person);
    const browser = server.newBrowser();
    if (challenge !== undefined) browser.jar.set('qp_challenge', encodeURIComponent(challenge));
    const answer = await show(browser, codeOf(secret));
    expect([answer.status, answer.error?.code, answer.setCookies]).toEqual([401, 'CHALLENGE_EXPIRED', []]);
  },
);

test('a right code opens the session that the password asked for, and takes the challenge away', async ({
  server,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const browser = server.newBrowser();
  const { email: identifier, password } = person;
  await browser.mutate('auth.login', { identifier, password, rememberMe: true });
  const answer = await show(browser, codeOf(secret));
  expect(answer.data).toMatchObject({ status: 'signed-in', user: { id: person.id } });
  expect(answer.setCookies.toSorted()).toEqual(['qp_access', 'qp_challenge', 'qp_device', 'qp_refresh']);
  expect(browser.jar.has('qp_challenge')).toBe(false);
  expect((await findSessions(server, person.id)).at(-1)?.remember_me).toBe(true);
});

test('of one code shown at once on two replicas exactly one signs in', async ({
  server,
  replica,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const browsers = [];
  for (let count = 0; count < 6; count += 1) {
    const browser = await askedForFactor(server, person);
    browsers.push(count % 2 === 0 ? browser : sharing(browser, replica.newBrowser()));
  }
  const answers = await Promise.all(browsers.map((browser) => show(browser, codeOf(secret))));
  const codes = answers.map(({ error }) => error?.code ?? 'signed in').toSorted();
  expect(codes).toEqual([...Array.from({ length: 5 }, () => 'SECOND_FACTOR_INVALID'), 'signed in']);
});

test('a code of an older step than the last used one is refused', async ({ server, person }) => {
  const { secret } = await enableTotp(server, person);
  expect((await show(await askedForFactor(server, person), codeOf(secret))).status).toBe(200);
  const older = await show(await askedForFactor(server, person), codeOf(secret, -1));
  expect(older.error?.code).toBe('SECOND_FACTOR_INVALID');
});

test('a recovery code signs in once, is told by mail, and at once on two replicas once', async ({
  server,
  replica,
  person,
}) => {
  const { recoveryCodes } = await enableTotp(server, person);
  const [code = ''] = recoveryCodes;
  const first = await askedForFactor(server, person);
  const second = sharing(await askedForFactor(server, person), replica.newBrowser());
  const answers = await Promise.all([first, second].map((browser) => show(browser, code, 'recovery-code')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const again = await show(await askedForFactor(server, person), code, 'recovery-code');
  expect(again.error?.code).toBe('SECOND_FACTOR_INVALID');
  expect(
    (await auditEventsOf(server, person.id)).filter((event) => event === 'recovery-code-used'),
  ).toHaveLength(1);
  const { data } = await person.browser.query('factors.list');
  expect(data.recoveryCodesLeft).toBe(9);
  const mails = await server.db
    .selectFrom('mails')
    .select('details')
    .where('user_id', '=', person.id)
    .where('kind', '=', 'recovery-code-used')
    .execute();
  expect(mails).toEqual([{ details: { left: 9 } }]);
});

test('one challenge signs in once, whatever code it comes with', async ({ server, person }) => {
  const { secret, recoveryCodes } = await enableTotp(server, person);
  const browser = await askedForFactor(server, person);
  const copies = Array.from({ length: 3 }, () => sharing(browser, server.newBrowser()));
  const answers = await Promise.all(
    copies.map((copy, index) => show(copy, recoveryCodes[index] ?? '', 'recovery-code')),
  );
  expect(answers.map(({ error }) => error?.code ?? 'signed in').toSorted()).toEqual([
    'CHALLENGE_EXPIRED',
    'CHALLENGE_EXPIRED',
    'signed in',
  ]);
  const { data } = await person.browser.query('factors.list');
  expect(data.recoveryCodesLeft).toBe(9);
  const late = await show(sharing(browser, server.newBrowser()), codeOf(secret));
  expect(late.error?.code).toBe('CHALLENGE_EXPIRED');
});

test('a challenge dies with the password that it was made for', async ({ server, person }) => {
  const { secret } = await enableTotp(server, person);
  const browser = await askedForFactor(server, person);
  const newPassword = 'quite another passphrase 7';
  await person.browser.mutate('account.changePassword', { currentPassword: person.password, newPassword });
  expect((await show(browser, codeOf(secret))).error?.code).toBe('CHALLENGE_EXPIRED');
});

test('a challenge of five minutes ago is refused', async ({ server, person }) => {
  const { secret } = await enableTotp(server, person);
  const browser = await askedForFactor(server, person);
  const sealing = createSealing(deriveKeys(server.config.authSecrets).tickets);
  const sealed = Buffer.from(browser.jar.get('qp_challenge')!, 'base64url');
  const ticket = JSON.parse(sealing.open(sealed, 'sign-in challenge')!) as { until: number };
  const aged = (until: number) =>
    sealing.seal(JSON.stringify({ ...ticket, until }), 'sign-in challenge').toString('base64url');
  browser.jar.set('qp_challenge', aged(ticket.until - 5 * 60_000));
  expect((await show(browser, codeOf(secret))).error?.code).toBe('CHALLENGE_EXPIRED');
  browser.jar.set('qp_challenge', aged(ticket.until));
  expect((await show(browser, codeOf(secret))).status).toBe(200);
});

test("somebody's code does not finish another person's sign-in", async ({ server, person }) => {
  const { secret, recoveryCodes } = await enableTotp(server, person);
  const other = await registerPerson(server);
  await enableTotp(server, other);
  const browser = await askedForFactor(server, other);
  expect((await show(browser, codeOf(secret))).error?.code).toBe('SECOND_FACTOR_INVALID');
  expect((await show(browser, recoveryCodes[0]!, 'recovery-code')).error?.code).toBe('SECOND_FACTOR_INVALID');
});

test('a factor removed while a sign-in waits for it no longer opens that sign-in', async ({
  server,
  person,
}) => {
  const { secret, recoveryCodes } = await enableTotp(server, person);
  const browser = await askedForFactor(server, person);
  expect((await person.browser.mutate('factors.disableTotp')).status).toBe(200);
  expect((await show(browser, codeOf(secret))).error?.code).toBe('SECOND_FACTOR_INVALID');
  expect((await show(browser, recoveryCodes[0]!, 'recovery-code')).error?.code).toBe('SECOND_FACTOR_INVALID');
  await signIn(server, person);
});
