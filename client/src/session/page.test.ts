import { expect, test, vi } from 'vitest';
import { createSessionLock } from '#client/session/tabs.ts';
import {
  fakeApi,
  fakeChannels,
  networkFailure,
  openTab,
  person,
  refused,
  reopenedTimes,
} from '#client/session/testing/fake-api.ts';

function browser() {
  const api = fakeApi();
  const lock = createSessionLock(undefined);
  const channel = fakeChannels();
  return { api, open: () => openTab(api, lock, channel()) };
}

const nobody = { user: null, hasAccess: false, hasRefresh: false };
const unreachable = () => {
  throw networkFailure();
};

test('a page that reaches nobody claims neither sign-in nor sign-out', async () => {
  const { api, open } = browser();
  api.answers['auth.session'] = unreachable;
  const tab = open();

  await expect(tab.checkSession()).resolves.toBe(false);

  expect(tab.store.getState()).toMatchObject({ status: 'unreachable', user: null });
});

test('a stranger is signed out and no refresh is tried', async () => {
  const { api, open } = browser();
  Object.assign(api.jar, nobody);
  const tab = open();

  await tab.checkSession();

  expect(tab.store.getState().status).toBe('signed-out');
  expect(api.calls).toEqual(['auth.session']);
});

test('a page with only a refresh token renews and asks again', async () => {
  const { api, open } = browser();
  api.jar.hasAccess = false;
  const tab = open();

  await tab.checkSession();

  expect(tab.store.getState()).toMatchObject({ status: 'signed-in', user: { id: 'anna' } });
  expect(api.calls).toEqual(['auth.session', 'auth.refresh', 'auth.session']);
});

test('a page whose access is gone again right after its renewal renews once more', async () => {
  const { api, open } = browser();
  api.jar.hasAccess = false;
  const renew = api.answers['auth.refresh'];
  api.answers['auth.refresh'] = () => {
    const renewed = renew?.();
    api.answers['auth.refresh'] = renew!;
    api.jar.hasAccess = false;
    return renewed;
  };
  const tab = open();

  await tab.checkSession();

  expect(tab.store.getState()).toMatchObject({ status: 'signed-in', user: { id: 'anna' } });
});

test('a page that may renew and is never known is not signed out', async () => {
  const { api, open } = browser();
  api.jar.hasAccess = false;
  const renew = api.answers['auth.refresh'];
  api.answers['auth.refresh'] = () => {
    const renewed = renew?.();
    api.jar.hasAccess = false;
    return renewed;
  };
  const tab = open();

  await expect(tab.checkSession()).resolves.toBe(false);

  expect(tab.store.getState().status).toBe('unreachable');
});

test('an answer overtaken by a sign-out does not bring the user back', async () => {
  const { open } = browser();
  const tab = open();
  await tab.checkSession();

  const late = tab.checkSession();
  tab.store.signedOut();
  await late;

  expect(tab.store.getState()).toMatchObject({ status: 'signed-out', user: null });
});

test('a sign-out leaves nobody signed in, in every tab', async () => {
  const { open } = browser();
  const [here, there] = [open(), open()];
  await Promise.all([here.checkSession(), there.checkSession()]);

  await here.client.mutation('auth.logout');

  expect(here.store.getState()).toMatchObject({ status: 'signed-out', identity: 1 });
  expect(there.store.getState()).toMatchObject({ status: 'signed-out', identity: 1 });
});

test.each(['sessions.revokeAll', 'account.delete'])(
  '%s leaves nobody signed in, in every tab',
  async (path) => {
    const { open } = browser();
    const [here, there] = [open(), open()];
    await Promise.all([here.checkSession(), there.checkSession()]);

    await here.client.mutation(path);

    expect(here.store.getState()).toMatchObject({ status: 'signed-out', user: null, identity: 1 });
    expect(there.store.getState()).toMatchObject({ status: 'signed-out', user: null, identity: 1 });
  },
);

test.each(['sessions.revokeAll', 'account.delete', 'account.changePassword'])(
  'a refused %s signs nobody out',
  async (path) => {
    const { api, open } = browser();
    api.answers[path] = () => {
      throw refused('RATE_LIMITED');
    };
    const tab = open();
    await tab.checkSession();

    await expect(tab.client.mutation(path)).rejects.toThrow('RATE_LIMITED');

    expect(tab.store.getState()).toMatchObject({ status: 'signed-in', identity: 0 });
  },
);

test('a person who changed the password stays, with what was typed and the times of the new session', async () => {
  const { open } = browser();
  const tab = open();
  await tab.checkSession();

  await tab.client.mutation('account.changePassword');

  expect(tab.store.getState()).toMatchObject({ status: 'signed-in', identity: 0, ...reopenedTimes });
  expect(tab.store.getState()).not.toHaveProperty('endedSessions');
});

test('a call refused while the password changed is only sent again, in every tab', async () => {
  const { api, open } = browser();
  const [here, there] = [open(), open()];
  const sentAt = [here.renewer.epoch(), there.renewer.epoch()];

  await here.client.mutation('account.changePassword');
  const renewals = await Promise.all([
    here.renewer.renew(sentAt[0] ?? 0),
    there.renewer.renew(sentAt[1] ?? 0),
  ]);

  expect(renewals.map(({ kind }) => kind)).toEqual(['renewed', 'renewed']);
  expect(api.calls).toEqual(['account.changePassword']);
});

test('a sign-in reaches a tab that shows the login page', async () => {
  const { api, open } = browser();
  Object.assign(api.jar, nobody);
  const [here, there] = [open(), open()];
  await Promise.all([here.checkSession(), there.checkSession()]);

  await here.client.mutation('auth.login', {});

  await vi.waitFor(() => expect(there.store.getState().user?.id).toBe('anna'));
});

test('the same user who signs in again after the end keeps the page', async () => {
  const { api, open } = browser();
  const tab = open();
  await tab.checkSession();
  Object.assign(api.jar, nobody);
  await tab.checkSession();
  expect(tab.store.getState().hasEnded).toBe(true);

  await tab.client.mutation('auth.login', {});

  expect(tab.store.getState()).toMatchObject({ hasEnded: false, identity: 0 });
});

test('another user who signs in after the end starts clean', async () => {
  const { api, open } = browser();
  api.jar.user = person('boris');
  const tab = open();
  await tab.checkSession();
  Object.assign(api.jar, nobody);
  await tab.checkSession();

  await tab.client.mutation('auth.login', {});

  expect(tab.store.getState()).toMatchObject({ user: { id: 'anna' }, identity: 1 });
});

test('a page reopened by Back shows nothing of a user who is gone', async () => {
  const { api, open } = browser();
  const tab = open();
  await tab.checkSession();
  Object.assign(api.jar, nobody);

  await tab.reopened();

  expect(tab.store.getState()).toMatchObject({ status: 'signed-out', user: null, identity: 1 });
});

test('a page reopened by Back while nobody can be asked shows nothing of its user', async () => {
  const { api, open } = browser();
  const tab = open();
  await tab.checkSession();
  api.answers['auth.session'] = unreachable;

  await tab.reopened();

  expect(tab.store.getState()).toMatchObject({ status: 'unreachable', user: null, identity: 1 });
});

test('an older reading of the user does not undo a newer one', async () => {
  const { api, open } = browser();
  api.jar.user = person('anna', { version: 2, theme: 'light' });
  const tab = open();
  await tab.checkSession();

  tab.store.userRead(person('anna', { version: 1 }));

  expect(tab.store.getState().user?.theme).toBe('light');
});
