import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  cookieOf,
  findSessions,
  registerPerson,
  auditEventsOf,
  type Person,
} from '#server/testing/people.ts';
import type { Answer, TestBrowser } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  person = await registerPerson(server);
});

function login(browser: TestBrowser = server.newBrowser()): Promise<Answer> {
  return browser.mutate('auth.login', { identifier: person.email, password: person.password });
}

describe('who is not let in', () => {
  test('unknown, wrong and disabled with a wrong password get the same answer, byte for byte', async () => {
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

  test('a disabled account with the right password is told so, and opens nothing', async () => {
    await server.db.updateTable('users').set({ is_active: false }).where('id', '=', person.id).execute();
    const answer = await login();
    expect({ code: answer.error?.code, cookies: answer.setCookies }).toEqual({
      code: 'ACCOUNT_DISABLED',
      cookies: [],
    });
    const events = await auditEventsOf(server, person.id);
    expect(events).toEqual(['registered', 'account-disabled', 'sign-in-refused']);
  });

  test('leaves no password, token or identifier in any line of the log', async () => {
    const typedByMistake = 'my secret passphrase in the wrong field';
    await server.newBrowser().mutate('auth.login', { identifier: typedByMistake, password: person.password });
    await login(person.browser);
    await person.browser.mutate('auth.refresh');
    const log = server.logLines.join();
    const secrets = [typedByMistake, person.password, person.email, cookieOf(person.browser, 'qp_access')];
    for (const secret of [...secrets, cookieOf(person.browser, 'qp_refresh'), 'qpr1.', '$2b$'])
      expect(log).not.toContain(secret);
  });

  test('a password over 256 letters is a wrong one', async () => {
    const answer = await server
      .newBrowser()
      .mutate('auth.login', { identifier: person.email, password: 'x'.repeat(257) });
    expect(answer.error?.code).toBe('INVALID_CREDENTIALS');
  });

  test('a caller with an Authorization header is given no cookie session', async () => {
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
});
