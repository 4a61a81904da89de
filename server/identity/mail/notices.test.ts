import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { mailsTo } from '#server/testing/mails.ts';
import { cookieOf, moveRotationBack, refreshWith } from '#server/testing/people.ts';

const test = withServer({
  environment: { LIMIT_FAILED_PER_ACCOUNT_AND_IP: '2/15m', LIMIT_FAILED_PER_ACCOUNT: '3/60m' },
});

test('guesses are told to their owner once a day, whichever name and replica they go to', async ({
  server,
  replica,
  person,
}) => {
  const { username } = (await person.browser.query('users.me')).data;
  const guesses = [server, replica].flatMap((each) =>
    [person.email, username].flatMap((identifier) =>
      Array.from({ length: 5 }, () =>
        each.newBrowser().mutate('auth.login', { identifier, password: 'a wrong password' }),
      ),
    ),
  );
  const answers = await Promise.all(guesses);
  expect(answers.filter(({ error }) => error?.code === 'RATE_LIMITED').length).toBeGreaterThan(10);
  const told = (await mailsTo(server, person.email)).filter(({ kind }) => kind === 'sign-ins-guessed');
  expect(told).toHaveLength(1);
});

test('guesses at a name that nobody has are told to nobody', async ({ server }) => {
  const login = { identifier: 'nobody-at-all@example.com', password: 'a wrong password' };
  for (let count = 0; count < 4; count += 1) await server.newBrowser().mutate('auth.login', login);
  expect(await mailsTo(server, login.identifier)).toEqual([]);
});

test('a stolen refresh token that is used is told to its owner', async ({ server, person }) => {
  const stolen = cookieOf(person.browser, 'qp_refresh');
  for (let count = 0; count < 2; count += 1) {
    await person.browser.mutate('auth.refresh');
    await moveRotationBack(server, person.id, 60);
  }
  expect((await refreshWith(server, stolen)).error?.code).toBe('REFRESH_REUSED');
  const kinds = (await mailsTo(server, person.email)).map(({ kind }) => kind);
  expect(kinds).toContain('session-copied');
});
