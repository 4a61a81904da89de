import { expect } from 'vitest';
import { askedForFactor, codeOf, enableTotp, forgetSteps } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { auditEventsOf, registerPerson } from '#server/testing/people.ts';
import type { TestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer } from '#server/testing/test-server.ts';

const show = (browser: TestBrowser, code: string, method = 'totp') =>
  browser.mutate('auth.secondFactor', { method, code });

test('wrong codes are limited per account, whoever shows them, and lock neither password nor challenge out', async ({
  server,
}) => {
  const environment = { LIMIT_SECOND_FACTORS_PER_ACCOUNT: '3/15m' };
  const limited = await startTestServer({ replicaOf: server, environment });
  try {
    const person = await registerPerson(limited);
    const { secret, recoveryCodes } = await enableTotp(limited, person);
    const spender = await askedForFactor(limited, person);
    for (let count = 0; count < 3; count += 1)
      expect((await show(spender, '000000')).error?.code).toBe('SECOND_FACTOR_INVALID');
    const refused = await show(spender, codeOf(secret));
    expect([refused.status, refused.error?.code]).toEqual([429, 'RATE_LIMITED']);
    const owner = await askedForFactor(limited, person);
    expect((await show(owner, recoveryCodes[0]!, 'recovery-code')).error?.code).toBe('RATE_LIMITED');

    await limited.db.deleteFrom('limit_counters').execute();
    expect((await show(spender, codeOf(secret))).error?.code).toBe('CHALLENGE_EXPIRED');
    expect((await show(await askedForFactor(limited, person), codeOf(secret))).status).toBe(200);
  } finally {
    await limited.close();
  }
});

test('of wrong codes shown at once on two replicas exactly as many are checked as the limit says', async ({
  server,
}) => {
  const environment = { LIMIT_SECOND_FACTORS_PER_ACCOUNT: '3/15m' };
  const replicas = [
    await startTestServer({ replicaOf: server, environment }),
    await startTestServer({ replicaOf: server, environment }),
  ];
  try {
    const person = await registerPerson(server);
    await enableTotp(server, person);
    const browsers = replicas.flatMap((each) => [1, 2, 3, 4].map(() => each.newBrowser()));
    const { email: identifier, password } = person;
    for (const browser of browsers) await browser.mutate('auth.login', { identifier, password });
    const answers = await Promise.all(browsers.map((browser) => show(browser, '000000')));
    const codes = answers.map(({ error }) => error?.code);
    expect(codes.filter((code) => code === 'SECOND_FACTOR_INVALID')).toHaveLength(3);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(5);
  } finally {
    for (const each of replicas) await each.close();
  }
});

test('a right code clears the wrong ones before it', async ({ server }) => {
  const environment = { LIMIT_SECOND_FACTORS_PER_ACCOUNT: '3/15m' };
  const limited = await startTestServer({ replicaOf: server, environment });
  try {
    const person = await registerPerson(limited);
    const { secret } = await enableTotp(limited, person);
    for (let round = 0; round < 2; round += 1) {
      const browser = await askedForFactor(limited, person);
      for (let count = 0; count < 2; count += 1) await show(browser, '000000');
      expect((await show(browser, codeOf(secret))).status).toBe(200);
      await forgetSteps(limited, person);
    }
  } finally {
    await limited.close();
  }
});

test('a wrong second factor is audited for its owner, and no code is kept', async ({ server, person }) => {
  await enableTotp(server, person);
  await show(await askedForFactor(server, person), '123454321');
  expect((await auditEventsOf(server, person.id)).at(-1)).toBe('second-factor-refused');
  expect(server.logLines.join('\n')).not.toContain('123454321');
});

test('tokens.issue refuses with a challenge that tokens.secondFactor goes on with, once', async ({
  server,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const { email: identifier, password } = person;
  const client = server.newBrowser();
  const known = (await registerPerson(server)).browser.jar.get('qp_device')!;
  const issued = await client.mutate('tokens.issue', { identifier, password, deviceToken: known });
  expect([issued.status, issued.error?.code]).toEqual([401, 'SECOND_FACTOR_REQUIRED']);
  const { challenge, methods, expiresAt } = issued.error!.params!;
  expect(methods).toEqual(['totp', 'recovery-code']);
  expect(Date.parse(String(expiresAt))).toBeGreaterThan(Date.now());
  expect(issued.setCookies).toEqual([]);
  expect(server.logLines.join('\n')).not.toContain(String(challenge));

  const asCookie = server.newBrowser();
  asCookie.jar.set('qp_challenge', String(challenge));
  expect((await show(asCookie, codeOf(secret))).error?.code).toBe('CHALLENGE_EXPIRED');

  const input = { challenge, method: 'totp', code: codeOf(secret) };
  const answer = await client.mutate('tokens.secondFactor', input);
  expect(answer.data).toMatchObject({ tokenType: 'bearer', deviceToken: expect.any(String) });
  expect(answer.setCookies).toEqual([]);
  await forgetSteps(server, person);
  expect((await client.mutate('tokens.secondFactor', input)).error?.code).toBe('CHALLENGE_EXPIRED');
});

test('a client without cookies that shows its device with the password stays known', async ({
  server,
  person,
}) => {
  const { email: identifier, password } = person;
  const { data } = await server.newBrowser().mutate('tokens.issue', { identifier, password });
  const { secret } = await enableTotp(server, person);
  const { deviceToken } = data;
  const issued = await server.newBrowser().mutate('tokens.issue', { identifier, password, deviceToken });
  const { challenge } = issued.error!.params!;
  const input = { challenge, method: 'totp', code: codeOf(secret) };
  expect((await server.newBrowser().mutate('tokens.secondFactor', input)).data.deviceToken).toBe(deviceToken);
});
