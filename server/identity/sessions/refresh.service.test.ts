import { expect, test } from 'vitest';
import { createRefreshService } from '#server/identity/sessions/refresh.service.ts';
import type { SessionWithUser } from '#server/identity/sessions/session-statements.repository.ts';
import { stranger } from '#server/testing/stranger.ts';

const presented = Buffer.alloc(32, 1);
const session = {
  id: 'a-user',
  session_id: 'a-session',
  channel: 'cookie',
  generation: 5,
  refresh_token_hash: presented,
  is_active: true,
  revoked_reason: null,
  is_expired: false,
  is_rotation_limited: false,
} as SessionWithUser;
const tokens = {
  accessToken: 'access',
  accessExpiresAt: new Date(0),
  refreshToken: 'next',
  sessionExpiresAt: new Date(0),
  rememberMe: false,
  issuedAt: new Date(0),
};
const neverCalled = () => Promise.reject(new Error('no part of this test calls it'));

/** A service whose rotations lose this many races, and how many it tried. */
function serviceThatLoses(races: number) {
  const tried = { rotations: 0 };
  const service = createRefreshService({
    sessions: {
      find: () => Promise.resolve(session),
      rotate: () => Promise.resolve((tried.rotations += 1) > races ? session : undefined),
    },
    refreshTokens: {
      read: () => ({ userId: 'a-user', sessionId: 'a-session', generation: 5, secretHash: presented }),
      mint: () => ({ token: 'next', secretHash: Buffer.alloc(32, 2) }),
    },
    issueTokens: () => tokens,
    inTransaction: neverCalled,
    securityLog: () => undefined,
    endings: { end: neverCalled },
    hits: { refuse: neverCalled },
    mail: { queue: neverCalled },
    limitKey: (name) => Buffer.from(name),
  });
  return { tried, service };
}

test('a refresh that loses five races rotates when the row is judged for the fifth time', async () => {
  const { tried, service } = serviceThatLoses(5);
  expect(await service.refresh({ caller: stranger }, 'presented')).toEqual(tokens);
  expect(tried.rotations).toBe(6);
});

test('a refresh that loses six races is SERVICE_UNAVAILABLE and ends no session', async () => {
  const { tried, service } = serviceThatLoses(6);
  await expect(service.refresh({ caller: stranger }, 'presented')).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
  });
  expect(tried.rotations).toBe(6);
});
