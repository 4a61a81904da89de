import { expect, test } from 'vitest';
import { mustTravelAlone } from '#client/lib/session/transport-links.ts';

test.each([
  'auth.register',
  'auth.login',
  'auth.refresh',
  'auth.logout',
  'auth.reauthenticate',
  'tokens.issue',
  'sessions.revoke',
  'sessions.revokeOthers',
  'sessions.revokeAll',
  'users.changePassword',
  'users.deleteAccount',
  'admin.users.setActive',
  'admin.users.revokeSessions',
])('%s travels alone', (path) => {
  expect(mustTravelAlone(path)).toBe(true);
});

test.each([
  'auth.session',
  'users.me',
  'users.updateProfile',
  'sessions.list',
  'admin.users.list',
  'admin.users.setRole',
  'system.health',
])('%s may share a request', (path) => {
  expect(mustTravelAlone(path)).toBe(false);
});
