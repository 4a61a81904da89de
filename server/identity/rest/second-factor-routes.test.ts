import { expect } from 'vitest';
import { codeOf, enableTotp, forgetSteps } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';

test('a sign-in with a factor is refused with a challenge, and goes on with its code once', async ({
  server,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const { email, password } = person;
  const client = server.newBrowser();
  const asked = await client.rest('POST /api/v1/auth/login', { email, password });
  expect([asked.status, asked.error?.code]).toEqual([401, 'SECOND_FACTOR_REQUIRED']);
  const { challenge, methods } = JSON.parse(asked.body) as { challenge: string; methods: string[] };
  expect(methods).toEqual(['totp', 'recovery-code']);
  expect(asked.setCookies).toEqual([]);
  const body = { challenge, method: 'totp', code: codeOf(secret) };
  const wrong = await client.rest('POST /api/v1/auth/second-factor', { ...body, code: '000000' });
  expect(wrong.error?.code).toBe('SECOND_FACTOR_INVALID');
  const answer = await client.rest('POST /api/v1/auth/second-factor', body);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({ user: { email }, token_type: 'bearer' });
  await forgetSteps(server, person);
  const again = await client.rest('POST /api/v1/auth/second-factor', body);
  expect(again.error?.code).toBe('CHALLENGE_EXPIRED');
});

test('a sign-in by cookies is refused with the challenge in a cookie, and goes on with it', async ({
  server,
  person,
}) => {
  const { secret } = await enableTotp(server, person);
  const { email, password } = person;
  const browser = server.newBrowser();
  const asked = await browser.rest('POST /api/auth/login', { email, password });
  expect([asked.status, asked.error?.code]).toEqual([401, 'SECOND_FACTOR_REQUIRED']);
  expect(asked.setCookies).toEqual(['qp_challenge']);
  expect(asked.body).not.toContain(browser.jar.get('qp_challenge'));
  const body = { method: 'totp', code: codeOf(secret) };
  const answer = await browser.rest('POST /api/auth/second-factor', body);
  expect(JSON.parse(answer.body)).toEqual({ user: { id: person.id, email } });
  expect((await browser.query('users.me')).status).toBe(200);
});
