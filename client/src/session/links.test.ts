import { expect, test } from 'vitest';
import { failureOf } from '#client/lib/failure.ts';
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
  return { api, lock, open: () => openTab(api, lock, channel()) };
}

/** Takes the lock as another tab would; call the result to give it back. */
async function holdLock(lock: ReturnType<typeof createSessionLock>): Promise<() => void> {
  let release: () => void = () => undefined;
  await new Promise<void>((taken) => {
    void lock(() => {
      taken();
      return new Promise<void>((resolve) => (release = resolve));
    });
  });
  return release;
}

test('a sign-in cancelled while it waits for the lock is never sent, and blocks nobody', async () => {
  const { api, lock, open } = browser();
  const release = await holdLock(lock);
  const cancelled = new AbortController();
  const { client } = open();

  const login = client.mutation('auth.login', {}, { signal: cancelled.signal });
  cancelled.abort();
  release();

  await expect(login).rejects.toThrow('aborted');
  await client.mutation('auth.logout');
  expect(api.calls).toEqual(['auth.logout']);
});

test('the answer of a sign-out is told before the lock is given back', async () => {
  const order: string[] = [];
  const tab = openTab(
    fakeApi(),
    async (work) => {
      const done = await work(false);
      await new Promise((resolve) => setTimeout(resolve));
      order.push('lock given back');
      return done;
    },
    fakeChannels()(),
  );
  await tab.client.mutation('auth.logout').then(() => order.push('told'));
  expect(order).toEqual(['told']);
});

test('a sign-in that failed gives the lock back', async () => {
  const { api, open } = browser();
  const { client } = open();
  api.answers['auth.login'] = () => {
    throw networkFailure();
  };

  await expect(client.mutation('auth.login', {})).rejects.toThrow('Failed to fetch');

  await expect(client.mutation('auth.logout')).resolves.toEqual({ ok: true });
});

test('a sign-in waits for the refresh of another tab, so that its cookies come last', async () => {
  const { api, open } = browser();
  api.jar.hasAccess = false;
  const [here, there] = [open(), open()];

  await Promise.all([
    here.client.query('users.me'),
    nextTurn().then(() => there.client.mutation('auth.login', {})),
  ]);

  expect(api.calls.indexOf('auth.login')).toBeGreaterThan(api.calls.indexOf('auth.refresh'));
  expect(api.calls).toContain('auth.refresh');
});

test.each(['account.changePassword', 'account.delete', 'sessions.revokeAll'])(
  '%s waits for the lock, so that no late refresh overwrites the cookies it leaves',
  async (path) => {
    const { api, lock, open } = browser();
    const release = await holdLock(lock);

    const call = open().client.mutation(path);
    await nextTurn();
    expect(api.calls).toEqual([]);
    release();

    await call;
    expect(api.calls).toEqual([path]);
  },
);

test('ending another session, which touches no cookie, does not wait for the lock', async () => {
  const { api, lock, open } = browser();
  api.answers['sessions.revoke'] = () => ({ ok: true });
  const release = await holdLock(lock);

  await expect(open().client.mutation('sessions.revoke', {})).resolves.toEqual({ ok: true });

  release();
});

test('an ordinary call does not wait for the lock', async () => {
  const { lock, open } = browser();
  const release = await holdLock(lock);

  await expect(open().client.query('users.me')).resolves.toMatchObject({ id: 'anna' });

  release();
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(() => setTimeout(resolve)));
}

function openStrangersPage() {
  const api = fakeApi();
  Object.assign(api.jar, { user: null, hasAccess: false, hasRefresh: false });
  return { api, tab: openTab(api, createSessionLock(undefined), fakeChannels()()) };
}

test('a sign-in whose cookies were dropped is told, and signs nobody in', async () => {
  const { api, tab } = openStrangersPage();
  const times = { accessExpiresAt: '2026-01-01T00:15:00.000Z', sessionExpiresAt: '2026-01-02T00:00:00.000Z' };
  api.answers['auth.login'] = () => ({ status: 'signed-in', user: person('anna'), ...times });

  const error: unknown = await tab.client.mutation('auth.login', {}).catch((reason: unknown) => reason);

  expect(failureOf(error)).toEqual({ kind: 'cookiesLost' });
  expect(tab.store.getState().user).toBeNull();
});

test('a sign-in whose cookies came back signs in', async () => {
  const { tab } = openStrangersPage();

  await tab.client.mutation('auth.login', {});

  expect(tab.store.getState().user?.id).toBe('anna');
});

test('a question that nobody answered proves nothing against the cookies', async () => {
  const { api, tab } = openStrangersPage();
  api.answers['auth.session'] = () => {
    throw networkFailure();
  };

  await tab.client.mutation('auth.login', {});

  expect(tab.store.getState().user?.id).toBe('anna');
});

test('who is asked for a second factor has no session to ask about', async () => {
  const { api, tab } = openStrangersPage();
  api.answers['auth.login'] = () => ({ status: 'second-factor', methods: ['totp'] });

  await expect(tab.client.mutation('auth.login', {})).resolves.toMatchObject({ status: 'second-factor' });

  expect(api.calls).toEqual(['auth.login']);
});

test('a page that is refused for want of a permission learns which ones are left', async () => {
  const { api, open } = browser();
  api.jar.user = person('anna', { role: 'admin', permissions: ['users:read'] });
  const tab = open();
  await tab.checkSession();
  api.jar.user = person('anna');
  api.answers['admin.users.list'] = () => {
    throw refused('FORBIDDEN');
  };
  await expect(tab.client.query('admin.users.list')).rejects.toThrow('FORBIDDEN');
  await expect.poll(() => tab.store.getState().user?.permissions).toEqual([]);
});
