import { expect, test } from 'vitest';
import { sameUserReturns } from '#client/session/returning.ts';
import { createSessionStore } from '#client/session/state.ts';
import { person } from '#client/session/testing/fake-api.ts';

const times = { accessExpiresAt: '2030-01-01T00:00:00.000Z', sessionExpiresAt: '2030-01-02T00:00:00.000Z' };

function openedBy(name: string) {
  const store = createSessionStore();
  store.signedIn({ user: person(name), ...times });
  return store;
}
const end = (store: ReturnType<typeof createSessionStore>) =>
  store.renewalMade({ kind: 'ended', reason: null });

test('a session that goes on keeps nobody waiting', async () => {
  expect(await sameUserReturns(openedBy('anna'))).toBe(false);
});

test('the same person who signs in again has returned', async () => {
  const store = openedBy('anna');
  end(store);
  const returned = sameUserReturns(store);
  store.timesRead(times);
  store.signedIn({ user: person('anna'), ...times });
  expect(await returned).toBe(true);
});

test('somebody else who signs in over the page has not returned', async () => {
  const store = openedBy('anna');
  end(store);
  const returned = sameUserReturns(store);
  store.signedIn({ user: person('boris'), ...times });
  expect(await returned).toBe(false);
});

test('a person who leaves the page has not returned', async () => {
  const store = openedBy('anna');
  end(store);
  const returned = sameUserReturns(store);
  store.signedOut();
  expect(await returned).toBe(false);
});
