import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';

/** As many as one address may have in the hash queue. */
const atOnce = 4;

test('of four deletions at once one succeeds, and the others are told that nobody is signed in', async ({
  person,
}) => {
  const { browser, password } = person;
  const cookies = Object.fromEntries(browser.jar);
  const answers = await Promise.all(
    Array.from({ length: atOnce }, () => browser.mutate('account.delete', { password }, { cookies })),
  );
  const codes = answers.map(({ error }) => error?.code ?? 'OK').toSorted();
  expect(codes).toEqual(['OK', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
});

test('a password change that meets a deletion is never answered with SERVICE_UNAVAILABLE', async ({
  person,
}) => {
  const { browser, password } = person;
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
