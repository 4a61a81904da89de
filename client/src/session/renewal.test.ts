import { expect, test } from 'vitest';
import { createSessionLock } from '#client/session/tabs.ts';
import {
  fakeApi,
  fakeChannels,
  networkFailure,
  openTab,
  person,
  refused,
} from '#client/session/testing/fake-api.ts';

function browser() {
  const api = fakeApi();
  const lock = createSessionLock(undefined);
  const channel = fakeChannels();
  return { api, open: () => openTab(api, lock, channel()) };
}

test('a call refused again after the renewal is not sent a third time', async () => {
  const { api, open } = browser();
  api.answers['users.me'] = () => {
    throw refused('UNAUTHENTICATED');
  };

  const call = open().client.query('users.me');

  await expect(call).rejects.toMatchObject({ message: 'UNAUTHENTICATED' });
  expect(api.count('users.me')).toBe(2);
  expect(api.count('auth.refresh')).toBe(1);
});

test.each([
  ['a network failure', networkFailure],
  ['an unavailable server', () => refused('SERVICE_UNAVAILABLE')],
  ['a limit', () => refused('RATE_LIMITED')],
])('%s during the renewal is told as such and signs nobody out', async (_, failure) => {
  const { api, open } = browser();
  const tab = open();
  await tab.checkSession();
  api.jar.hasAccess = false;
  api.answers['auth.refresh'] = () => {
    throw failure();
  };

  const call = tab.client.query('users.me');

  await expect(call).rejects.toThrow(failure().message);
  expect(tab.store.getState()).toMatchObject({ status: 'signed-in', hasEnded: false });
});

test('a revoked session ends with the reason the refresh gave, and the page stays', async () => {
  const { api, open } = browser();
  const tab = open();
  await tab.checkSession();
  Object.assign(api.jar, { hasAccess: false, hasRefresh: false });

  await expect(tab.client.query('users.me')).rejects.toMatchObject({ message: 'UNAUTHENTICATED' });

  const ended = { status: 'signed-in', hasEnded: true, endReason: { code: 'SESSION_REVOKED' } };
  expect(tab.store.getState()).toMatchObject(ended);
  expect(tab.store.getState().user?.id).toBe('anna');
});

test('a 401 of the refresh is not believed while the session answers', async () => {
  const { api, open } = browser();
  api.jar.hasAccess = false;
  api.answers['auth.refresh'] = () => {
    api.jar.hasAccess = true;
    throw refused('REFRESH_INVALID');
  };

  await expect(open().client.query('users.me')).resolves.toMatchObject({ id: 'anna' });
});

test('a wrong password is no reason to refresh', async () => {
  const { api, open } = browser();
  api.answers['auth.login'] = () => {
    throw refused('INVALID_CREDENTIALS');
  };

  const login = open().client.mutation('auth.login', {});

  await expect(login).rejects.toMatchObject({ message: 'INVALID_CREDENTIALS' });
  expect(api.count('auth.refresh')).toBe(0);
});

test('a refused call is not repeated in the name of whoever signed in meanwhile', async () => {
  const { api, open } = browser();
  const tab = open();
  await tab.checkSession();
  api.jar.hasAccess = false;
  const other = open();
  api.answers['auth.login'] = () => {
    Object.assign(api.jar, { user: person('boris'), hasAccess: true });
    return { status: 'second-factor', methods: [] };
  };

  const login = other.client.mutation('auth.login', {});
  const call = tab.client.query('users.me');

  await expect(call).rejects.toMatchObject({ message: 'UNAUTHENTICATED' });
  await login;
  expect(tab.store.getState()).toMatchObject({ user: { id: 'boris' }, identity: 1 });
});

test('twenty calls refused at once make one refresh and all succeed', async () => {
  const { api, open } = browser();
  api.jar.hasAccess = false;
  const { client } = open();

  const answers = await Promise.all(Array.from({ length: 20 }, () => client.query('users.me')));

  expect(answers).toHaveLength(20);
  expect(api.count('auth.refresh')).toBe(1);
  expect(api.count('auth.session')).toBe(0);
});

test('two tabs refused at once make one refresh between them', async () => {
  const { api, open } = browser();
  api.jar.hasAccess = false;

  await Promise.all([open(), open()].map(({ client }) => client.query('users.me')));

  expect(api.count('auth.refresh')).toBe(1);
});

test('a call refused late, after another tab has refreshed, is only sent again', async () => {
  const { api, open } = browser();
  const [early, late] = [open(), open()];
  api.jar.hasAccess = false;
  const sentAt = late.renewer.epoch();
  await early.client.query('users.me');

  const renewal = await late.renewer.renew(sentAt);

  expect(renewal.kind).toBe('renewed');
  expect(api.calls).toEqual(['users.me', 'auth.refresh', 'users.me']);
});
