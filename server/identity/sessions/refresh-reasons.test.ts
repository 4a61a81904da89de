import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { cookieOf, refreshWith, signIn } from '#server/testing/people.ts';

test('a refresh of an ended session says why it ended, and of a deleted account until when it is kept', async ({
  server,
  person,
}) => {
  const token = cookieOf(person.browser, 'qp_refresh');
  await (await signIn(server, person)).mutate('sessions.revokeOthers');
  const refusal = (await refreshWith(server, token)).error;
  expect(refusal).toMatchObject({ code: 'SESSION_REVOKED', params: { because: 'revoked' } });

  const other = await signIn(server, person);
  const { password } = person;
  await other.mutate('account.delete', { password });
  const { error } = await refreshWith(server, token);
  expect(error).toMatchObject({ code: 'ACCOUNT_DISABLED' });
  const days = (Date.parse(String(error?.params?.deletedUntil)) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(13.9);
  expect(days).toBeLessThan(14.1);
});
