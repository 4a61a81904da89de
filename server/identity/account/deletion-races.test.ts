import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** As many as one address may have in the hash queue. */
const atOnce = 4;

test('of deletions at once one is acknowledged, and to the others nobody is signed in any more', async () => {
  const { browser, password } = await registerPerson(server);
  const cookies = Object.fromEntries(browser.jar);
  const answers = await Promise.all(
    Array.from({ length: atOnce }, () => browser.mutate('account.delete', { password }, { cookies })),
  );
  const codes = answers.map(({ error }) => error?.code ?? 'OK').toSorted();
  expect(codes).toEqual(['OK', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
});

test('whoever changes the password of an account that is leaving is never told to come back', async () => {
  const { browser, password } = await registerPerson(server);
  const cookies = Object.fromEntries(browser.jar);
  const change = { currentPassword: password, newPassword: 'a password for the road' };
  const [left, changed] = await Promise.all([
    browser.mutate('account.delete', { password }, { cookies }),
    browser.mutate('account.changePassword', change, { cookies }),
  ]);
  const codes = [left, changed].map(({ error }) => error?.code ?? 'OK').toSorted();
  expect(codes).toContain('OK');
  expect(codes).not.toContain('SERVICE_UNAVAILABLE');
});
