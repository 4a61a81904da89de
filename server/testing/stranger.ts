import type { Caller } from '#server/caller.ts';

/** Who calls where it does not matter: nobody in particular, without cookies or tokens. */
export const stranger: Caller = {
  origin: 'own',
  address: '203.0.113.1',
  isOnThisMachine: false,
  userAgent: undefined,
  requestId: 'a-request',
  channel: 'cookie',
  credentials: { accessToken: null, refreshToken: null, deviceTokens: [], challenge: null },
  claims: null,
};
