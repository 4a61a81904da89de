import { sql } from 'kysely';
import { expect } from 'vitest';
import { answerAll } from '#server/testing/crowd.ts';
import { withServer } from '#server/testing/fixtures.ts';
import { auditEventsOf, registerPerson } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const test = withServer({
  environment: { TRUSTED_PROXY_HOPS: '1', LIMIT_FAILED_PER_ACCOUNT_AND_IP: '10/15m' },
});

/** All counters back to where nobody has tried anything. */
async function forgetAttempts(server: TestServer): Promise<void> {
  await server.db.deleteFrom('limit_counters').execute();
}

function guess(server: TestServer, identifier: string, address = '203.0.113.1'): Promise<Answer> {
  const input = { identifier, password: 'not the password' };
  return server.newBrowser().mutate('auth.login', input, { headers: { 'x-forwarded-for': address } });
}

function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { error } of answers) counts[error?.code ?? 'OK'] = (counts[error?.code ?? 'OK'] ?? 0) + 1;
  return counts;
}

/** Guesses at once, one replica and the next in turn. */
function guessInParallel(
  servers: TestServer[],
  count: number,
  send: (server: TestServer, n: number) => Promise<Answer>,
) {
  return answerAll(count, (n) => send(servers[n % servers.length]!, n));
}

test('the eleventh failed sign-in in a row is refused with 429 and a time to wait', async ({
  server,
  replica,
  person,
}) => {
  await forgetAttempts(server);
  for (let n = 0; n < 10; n += 1)
    expect((await guess(server, person.email)).error?.code).toBe('INVALID_CREDENTIALS');
  const refused = await guess(replica, person.email);
  expect(refused.status).toBe(429);
  expect(refused.error).toMatchObject({
    code: 'RATE_LIMITED',
    params: { retryAfterSeconds: expect.any(Number) },
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
});

test('once the budget is spent, right password, username and unknown accounts are refused alike', async ({
  server,
  person,
}) => {
  await forgetAttempts(server);
  await guessInParallel([server], 10, (to) => guess(to, person.email));
  await guessInParallel([server], 10, (to) => guess(to, 'nobody@example.com'));
  const browser = server.newBrowser();
  const headers = { 'x-forwarded-for': '203.0.113.1' };
  const right = await browser.mutate(
    'auth.login',
    { identifier: person.email, password: person.password },
    { headers },
  );
  const unknown = await guess(server, ' NOBODY@example.com');
  expect([right.error?.code, unknown.error?.code]).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  expect(right.setCookies).toEqual([]);
  expect(Object.keys(right.error ?? {})).toEqual(Object.keys(unknown.error ?? {}));
});

test('of fifty sign-in guesses at once on two replicas exactly ten are checked', async ({
  server,
  replica,
  person,
}) => {
  await forgetAttempts(server);
  const answers = await guessInParallel([server, replica], 50, (to) => guess(to, person.email));
  expect(tally(answers)).toEqual({ INVALID_CREDENTIALS: 10, RATE_LIMITED: 40 });
});

test('rate-limited sign-ins neither count nor extend the window, and a new window begins full', async ({
  server,
  person,
}) => {
  await forgetAttempts(server);
  await guessInParallel([server], 10, (to) => guess(to, person.email));
  const before = await server.db.selectFrom('limit_counters').select(['used', 'resets_at']).execute();
  await guess(server, person.email);
  expect(await server.db.selectFrom('limit_counters').select(['used', 'resets_at']).execute()).toEqual(
    before,
  );
  await server.db
    .updateTable('limit_counters')
    .set({ resets_at: sql`now()` })
    .execute();
  expect((await guess(server, person.email)).error?.code).toBe('INVALID_CREDENTIALS');
});

test('a right password forgets the failed sign-ins before it', async ({ server, person }) => {
  await forgetAttempts(server);
  await guessInParallel([server], 9, (to) => guess(to, person.email));
  const input = { identifier: person.email, password: person.password };
  await server.newBrowser().mutate('auth.login', input, { headers: { 'x-forwarded-for': '203.0.113.1' } });
  const answers = await guessInParallel([server], 11, (to) => guess(to, person.email));
  expect(tally(answers)).toEqual({ INVALID_CREDENTIALS: 10, RATE_LIMITED: 1 });
});

test('another address has a budget of its own; a whole IPv6 /64 shares one', async ({ server, person }) => {
  await forgetAttempts(server);
  await guessInParallel([server], 10, (to) => guess(to, person.email, '2001:db8:1:2::1'));
  expect((await guess(server, person.email, '2001:db8:1:2:ffff::9')).error?.code).toBe('RATE_LIMITED');
  expect((await guess(server, person.email, '2001:db8:1:3::1')).error?.code).toBe('INVALID_CREDENTIALS');
});

test('a known device of the owner has a budget apart from the address it shares with a guesser', async ({
  server,
  person,
}) => {
  await forgetAttempts(server);
  await guessInParallel([server], 10, (to) => guess(to, person.email, '127.0.0.1'));
  const input = { identifier: person.email, password: person.password };
  expect((await person.browser.mutate('auth.login', input)).status).toBe(200);
  const stolen = { cookies: { qp_device: person.browser.jar.get('qp_device') ?? '' } };
  const wrong = { ...input, password: 'not the password' };
  const answers = await guessInParallel([server], 12, (to) =>
    to.newBrowser().mutate('auth.login', wrong, stolen),
  );
  expect(tally(answers)).toEqual({ INVALID_CREDENTIALS: 10, RATE_LIMITED: 2 });
});

test('a hit limit is audited once per window, with the account', async ({ server, replica }) => {
  await forgetAttempts(server);
  const victim = await registerPerson(server);
  await guessInParallel([server, replica], 30, (to) => guess(to, victim.email));
  const events = await auditEventsOf(server, victim.id);
  expect(events.filter((event) => event === 'limit-hit')).toHaveLength(1);
  expect(events.filter((event) => event === 'sign-in-refused')).toHaveLength(10);
});

test('sign-in, change of password and deletion spend one budget', async ({ server }) => {
  await forgetAttempts(server);
  const person = await registerPerson(server);
  const stranger = { cookies: { qp_access: person.browser.jar.get('qp_access') ?? '' } };
  const wrong = { currentPassword: 'not the password', newPassword: 'an honest new password' };
  const answers = [
    ...(await guessInParallel([server], 4, (to) => guess(to, person.email, '127.0.0.1'))),
    ...(await guessInParallel([server], 3, (to) =>
      to.newBrowser().mutate('account.changePassword', wrong, stranger),
    )),
    ...(await guessInParallel([server], 4, (to) =>
      to.newBrowser().mutate('account.delete', { password: 'not the password' }, stranger),
    )),
  ];
  expect(tally(answers)).toEqual({ INVALID_CREDENTIALS: 4, CURRENT_PASSWORD_INVALID: 6, RATE_LIMITED: 1 });
});

test('an account takes fifty failed sign-ins from anywhere, and its owner still signs in on a known device', async () => {
  const server = await startTestServer({
    environment: { TRUSTED_PROXY_HOPS: '1', LIMIT_FAILED_PER_ACCOUNT: '50/60m' },
  });
  const owner = await registerPerson(server);
  const answers = await guessInParallel([server], 60, (to, n) => guess(to, owner.email, `203.0.113.${n}`));
  const input = { identifier: owner.email, password: owner.password };
  const atHome = await owner.browser.mutate('auth.login', input);
  const elsewhere = await server.newBrowser().mutate('auth.login', input);
  await server.close();
  expect(tally(answers)).toEqual({ INVALID_CREDENTIALS: 50, RATE_LIMITED: 10 });
  expect([atHome.status, elsewhere.status]).toEqual([200, 429]);
});

test('an address makes sixty password checks of any outcome, and then spends no account’s budget', async () => {
  const server = await startTestServer({
    environment: {
      TRUSTED_PROXY_HOPS: '1',
      LIMIT_CHECKS_PER_IP: '60/10m',
      LIMIT_FAILED_PER_ACCOUNT_AND_IP: '10/15m',
      LIMIT_FAILED_PER_ACCOUNT: '50/60m',
    },
  });
  const answers = await guessInParallel([server], 70, (to, n) => guess(to, `nobody${n}@example.com`));
  const counters = await server.db.selectFrom('limit_counters').select('used').execute();
  await server.close();
  expect(tally(answers)).toEqual({ INVALID_CREDENTIALS: 60, RATE_LIMITED: 10 });
  expect(counters.filter(({ used }) => used > 0)).toHaveLength(1 + 60 * 2);
});

test('an IPv6 site registers ten times as many accounts as one of its networks', async () => {
  const server = await startTestServer({
    environment: { TRUSTED_PROXY_HOPS: '1', LIMIT_REGISTRATIONS_PER_IP: '1/60m' },
  });
  const answers = await guessInParallel([server], 13, (to, n) => {
    const input = { email: `s${n}@example.com`, password: `an honest password ${n}` };
    const headers = { 'x-forwarded-for': `2001:db8:7:${n}::1` };
    return to.newBrowser().mutate('auth.register', input, { headers });
  });
  await server.close();
  expect(tally(answers)).toEqual({ OK: 10, RATE_LIMITED: 3 });
});

test('an address registers twenty accounts in an hour', async () => {
  const server = await startTestServer({ environment: { LIMIT_REGISTRATIONS_PER_IP: '20/60m' } });
  const answers = await guessInParallel([server], 25, (to, n) =>
    to
      .newBrowser()
      .mutate('auth.register', { email: `p${n}@example.com`, password: `an honest password ${n}` }),
  );
  await server.close();
  expect(tally(answers)).toEqual({ OK: 20, RATE_LIMITED: 5 });
});

test('the thirty-first rotation in a minute is refused, audited once, and ends nothing', async () => {
  const server = await startTestServer({ environment: { LIMIT_ROTATIONS_PER_SESSION: '30/1m' } });
  const { browser, id } = await registerPerson(server);
  for (let n = 0; n < 30; n += 1) expect((await browser.mutate('auth.refresh')).status).toBe(200);
  const refused = await browser.mutate('auth.refresh');
  const again = await Promise.all(Array.from({ length: 5 }, () => browser.mutate('auth.refresh')));
  const told = (await auditEventsOf(server, id)).filter((event) => event === 'limit-hit');
  await server.db
    .updateTable('sessions')
    .set({ rotations_reset_at: sql`now()` })
    .where('user_id', '=', id)
    .execute();
  const later = await browser.mutate('auth.refresh');
  await server.close();
  expect(refused.error?.code).toBe('RATE_LIMITED');
  expect(refused.setCookies).toEqual([]);
  expect(again.map(({ status }) => status)).toEqual(Array(5).fill(429));
  expect(told).toEqual(['limit-hit']);
  expect(later.status).toBe(200);
});
