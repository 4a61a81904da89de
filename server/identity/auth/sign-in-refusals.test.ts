import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import {
  cookieOf,
  findSessions,
  registerPerson,
  auditEventsOf,
  type Person,
} from '#server/testing/people.ts';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

function login(
  server: TestServer,
  person: Person,
  browser: TestBrowser = server.newBrowser(),
): Promise<Answer> {
  return browser.mutate('auth.login', { identifier: person.email, password: person.password });
}

test('sign-ins of unknown, known and disabled accounts with a wrong password get identical answers', async ({
  server,
  person,
}) => {
  const disabled = await registerPerson(server);
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', disabled.id).execute();
  const headers = { 'x-request-id': 'the-same-id' };
  const answers = await Promise.all(
    ['nobody@example.com', 'nobody', person.email, disabled.email].map((identifier) =>
      server.newBrowser().mutate('auth.login', { identifier, password: 'wrong' }, { headers }),
    ),
  );
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.body}`)).size).toBe(1);
  const names = answers.map((answer) => [...answer.headers.keys()].join(' '));
  expect(new Set(names).size).toBe(1);
});

test('a sign-in to a disabled account with the right password is told so, and opens nothing', async ({
  server,
  person,
}) => {
  await server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute();
  const answer = await login(server, person);
  expect({ code: answer.error?.code, cookies: answer.setCookies }).toEqual({
    code: 'ACCOUNT_DISABLED',
    cookies: [],
  });
  const events = await auditEventsOf(server, person.id);
  expect(events).toEqual(['registered', 'account-disabled', 'sign-in-refused']);
});

test('sign-ins leave no password, token or identifier in the log', async ({ server, person }) => {
  const typedByMistake = 'my secret passphrase in the wrong field';
  await server.newBrowser().mutate('auth.login', { identifier: typedByMistake, password: person.password });
  await login(server, person, person.browser);
  await person.browser.mutate('auth.refresh');
  const log = server.logLines.join();
  const secrets = [typedByMistake, person.password, person.email, cookieOf(person.browser, 'qp_access')];
  for (const secret of [...secrets, cookieOf(person.browser, 'qp_refresh'), 'qpr1.', '$2b$'])
    expect(log).not.toContain(secret);
});

test('a sign-in with a password over 256 letters is refused as a wrong one', async ({ server, person }) => {
  const answer = await server
    .newBrowser()
    .mutate('auth.login', { identifier: person.email, password: 'x'.repeat(257) });
  expect(answer.error?.code).toBe('INVALID_CREDENTIALS');
});

test('a sign-in or registration with an Authorization header opens no cookie session', async ({
  server,
  person,
}) => {
  for (const procedure of ['auth.login', 'auth.register']) {
    const input = { identifier: person.email, password: person.password };
    const answer = await server.newBrowser().mutate(procedure, input, { headers: { authorization: '' } });
    expect({ code: answer.error?.code, cookies: answer.setCookies }).toEqual({
      code: 'UNAUTHENTICATED',
      cookies: [],
    });
  }
  expect(await findSessions(server, person.id)).toHaveLength(1);
});
