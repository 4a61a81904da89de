import { expect } from 'vitest';
import { test as base } from '#server/testing/fixtures.ts';
import { registerByRest } from '#server/testing/rest-people.ts';
import { queueAtRow } from '#server/testing/row-queue.ts';

const test = base.extend('owner', ({ server }) => registerByRest(server));
const next = 'another long passphrase 9';

test('a deletion behind a change of password deletes nothing, for its session has ended', async ({
  server,
  locker,
  owner,
}) => {
  const change = { current_password: owner.password, new_password: next };
  const [changed, left] = await queueAtRow(locker, owner.id, [
    () => owner.call('PUT /api/v1/users/me/password', change),
    () => owner.call('DELETE /api/v1/users/me'),
  ]);
  expect([changed?.status, left?.error?.code]).toEqual([204, 'UNAUTHENTICATED']);
  const login = { email: owner.email, password: next };
  expect((await server.newBrowser().rest('POST /api/v1/auth/login', login)).status).toBe(200);
});

test('a change of password behind a deletion changes nothing', async ({ locker, owner }) => {
  const change = { current_password: owner.password, new_password: next };
  const [left, changed] = await queueAtRow(locker, owner.id, [
    () => owner.call('DELETE /api/v1/users/me'),
    () => owner.call('PUT /api/v1/users/me/password', change),
  ]);
  expect([left?.status, changed?.error?.code]).toEqual([204, 'UNAUTHENTICATED']);
});

test('of three deletions at once one succeeds, and nobody is signed in for the others', async ({
  locker,
  owner,
}) => {
  const leave = () => owner.call('DELETE /api/v1/users/me');
  const answers = await queueAtRow(locker, owner.id, [leave, leave, leave]);
  const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
  expect(statuses).toEqual([204, 401, 401]);
});
