import { expect, test } from 'vitest';
import { failureOf } from '#client/lib/failure.ts';
import { createSessionLock } from '#client/session/session-lock.ts';
import { fakeApi, fakeChannels, networkFailure, openTab, person } from '#client/session/testing/fake-api.ts';

function openPage() {
  const api = fakeApi();
  Object.assign(api.jar, { user: null, hasAccess: false, hasRefresh: false });
  return { api, tab: openTab(api, createSessionLock(undefined), fakeChannels()()) };
}

test('a sign-in whose cookies were dropped is told, and signs nobody in', async () => {
  const { api, tab } = openPage();
  const times = { accessExpiresAt: '2026-01-01T00:15:00.000Z', sessionExpiresAt: '2026-01-02T00:00:00.000Z' };
  api.answers['auth.login'] = () => ({ status: 'signed-in', user: person('anna'), ...times });

  const error: unknown = await tab.client.mutation('auth.login', {}).catch((reason: unknown) => reason);

  expect(failureOf(error)).toEqual({ kind: 'cookiesLost' });
  expect(tab.store.state().user).toBeNull();
});

test('a sign-in whose cookies came back signs in', async () => {
  const { tab } = openPage();

  await tab.client.mutation('auth.login', {});

  expect(tab.store.state().user?.id).toBe('anna');
});

test('a question that nobody answered proves nothing against the cookies', async () => {
  const { api, tab } = openPage();
  api.answers['auth.session'] = () => {
    throw networkFailure();
  };

  await tab.client.mutation('auth.login', {});

  expect(tab.store.state().user?.id).toBe('anna');
});

test('who is asked for a second factor has no session to ask about', async () => {
  const { api, tab } = openPage();
  api.answers['auth.login'] = () => ({ status: 'second-factor', methods: ['totp'] });

  await expect(tab.client.mutation('auth.login', {})).resolves.toMatchObject({ status: 'second-factor' });

  expect(api.calls).toEqual(['auth.login']);
});
