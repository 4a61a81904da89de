import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { mailsTo, tokenTo } from '#server/testing/mails.ts';
import { registerPerson } from '#server/testing/people.ts';
import { settleServers } from '#server/testing/test-server.ts';

const test = withServer({
  environment: { LIMIT_MAILS_PER_ADDRESS: '3/60m', LIMIT_MAILS_PER_IP: '20/60m' },
});

test('the fourth reset mail of an hour to one address is not sent, and nobody is told', async ({
  server,
  person,
}) => {
  for (let count = 0; count < 5; count += 1) {
    const email = count % 2 ? person.email.toUpperCase() : person.email;
    const answer = await server.newBrowser().mutate('auth.requestPasswordReset', { email });
    expect(answer.status).toBe(200);
  }
  const kinds = (await mailsTo(server, person.email)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'reset-password')).toHaveLength(3);
});

test('whoever is signed in is told that too many mails were asked for', async ({ server, person }) => {
  const ask = () => person.browser.mutate('account.requestEmailVerification');
  for (let count = 0; count < 3; count += 1) expect((await ask()).status).toBe(200);
  expect((await ask()).error).toMatchObject({ code: 'RATE_LIMITED' });
  const token = await tokenTo(server, person.email, 'verify-email');
  await server.newBrowser().mutate('auth.verifyEmail', { token });
  expect((await ask()).data).toEqual({ ok: true });
});

test('a limit that strangers have used up tells nobody whether an address is taken', async ({
  server,
  person,
}) => {
  const addresses = [person.email, 'free-address@example.org'];
  for (const email of addresses)
    for (let count = 0; count < 3; count += 1)
      await server.newBrowser().mutate('auth.requestPasswordReset', { email });
  await settleServers();
  const { browser } = await registerPerson(server);
  for (const newEmail of addresses)
    expect((await browser.mutate('account.changeEmail', { newEmail })).data).toEqual({ ok: true });
});
