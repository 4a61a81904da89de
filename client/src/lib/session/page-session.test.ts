import { expect, test, vi } from 'vitest';
import { createSessionLock } from '#client/lib/session/session-lock.ts';
import {
  fakeApi,
  fakeChannels,
  networkFailure,
  openTab,
  person,
} from '#client/lib/session/testing/fake-api.ts';

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

  await expect(tab.ask()).resolves.toBe(false);

  expect(tab.store.state()).toMatchObject({ status: 'unreachable', user: null });
});

test('a stranger is signed out and no refresh is tried', async () => {
  const { api, open } = browser();
  Object.assign(api.jar, nobody);
  const tab = open();

  await tab.ask();

  expect(tab.store.state().status).toBe('signed-out');
  expect(api.calls).toEqual(['auth.session']);
});

test('a page with only a refresh token renews and asks again', async () => {
  const { api, open } = browser();
  api.jar.hasAccess = false;
  const tab = open();

  await tab.ask();

  expect(tab.store.state()).toMatchObject({ status: 'signed-in', user: { id: 'anna' } });
  expect(api.calls).toEqual(['auth.session', 'auth.refresh', 'auth.session']);
});

test('an answer overtaken by a sign-out does not bring the user back', async () => {
  const { open } = browser();
  const tab = open();
  await tab.ask();

  const late = tab.ask();
  tab.store.signedOut();
  await late;

  expect(tab.store.state()).toMatchObject({ status: 'signed-out', user: null });
});

test('a sign-out leaves nobody signed in, in every tab', async () => {
  const { open } = browser();
  const [here, there] = [open(), open()];
  await Promise.all([here.ask(), there.ask()]);

  await here.client.mutation('auth.logout');

  expect(here.store.state()).toMatchObject({ status: 'signed-out', identity: 1 });
  expect(there.store.state()).toMatchObject({ status: 'signed-out', identity: 1 });
});

test('a sign-in reaches a tab that shows the login page', async () => {
  const { api, open } = browser();
  Object.assign(api.jar, nobody);
  const [here, there] = [open(), open()];
  await Promise.all([here.ask(), there.ask()]);

  await here.client.mutation('auth.login', {});

  await vi.waitFor(() => expect(there.store.state().user?.id).toBe('anna'));
});

test('the same user who signs in again after the end keeps the page', async () => {
  const { api, open } = browser();
  const tab = open();
  await tab.ask();
  Object.assign(api.jar, nobody);
  await tab.ask();
  expect(tab.store.state().hasEnded).toBe(true);

  await tab.client.mutation('auth.login', {});

  expect(tab.store.state()).toMatchObject({ hasEnded: false, identity: 0 });
});

test('another user who signs in after the end starts clean', async () => {
  const { api, open } = browser();
  api.jar.user = person('boris');
  const tab = open();
  await tab.ask();
  Object.assign(api.jar, nobody);
  await tab.ask();

  await tab.client.mutation('auth.login', {});

  expect(tab.store.state()).toMatchObject({ user: { id: 'anna' }, identity: 1 });
});

test('a page reopened by Back shows nothing of a user who is gone', async () => {
  const { api, open } = browser();
  const tab = open();
  await tab.ask();
  Object.assign(api.jar, nobody);

  await tab.reopened();

  expect(tab.store.state()).toMatchObject({ status: 'signed-out', user: null, identity: 1 });
});

test('a page reopened by Back while nobody can be asked shows nothing of its user', async () => {
  const { api, open } = browser();
  const tab = open();
  await tab.ask();
  api.answers['auth.session'] = unreachable;

  await tab.reopened();

  expect(tab.store.state()).toMatchObject({ status: 'unreachable', user: null, identity: 1 });
});

test('an older reading of the user does not undo a newer one', async () => {
  const { api, open } = browser();
  api.jar.user = person('anna', { version: 2, theme: 'light' });
  const tab = open();
  await tab.ask();

  tab.store.userRead(person('anna', { version: 1 }));

  expect(tab.store.state().user?.theme).toBe('light');
});
