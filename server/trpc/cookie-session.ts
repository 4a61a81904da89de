import type { Response } from 'express';
import { toBearerTokens, toSessionTimes, type SessionTokens } from '#server/security/session-tokens.ts';
import type { SignedIn } from '#server/identity/sessions/session-opener.service.ts';
import type { ChangedPassword } from '#server/identity/account/account.service.ts';
import { describeRequest } from '#server/http/request-log.ts';
import { listDeviceTokens } from '#server/security/device-token.ts';
import type { SessionCookies } from '#server/http/session-cookies.ts';

export type CookieSession = ReturnType<typeof createCookieSession>;

interface Parts {
  isCookieless: boolean;
  deviceTokens: readonly string[];
  cookies: SessionCookies;
  response: Response;
}

/** The only hand that sets or clears this browser's session cookies; a caller without cookies is given none. */
export function createCookieSession({ isCookieless, deviceTokens, cookies, response }: Parts) {
  return {
    /** Hands out a new session. */
    open({ user, tokens, deviceToken }: SignedIn) {
      describeRequest(response, { actorId: user.id });
      cookies.set(response, tokens);
      cookies.setDevice(response, listDeviceTokens(deviceToken, deviceTokens));
      return { user, ...toSessionTimes(tokens) };
    },

    /** Hands out what a refresh gave. */
    continue(tokens: SessionTokens) {
      cookies.set(response, tokens);
      return toSessionTimes(tokens);
    },

    /** Hands out the session that goes on after a change of password, in the body to who holds no cookies. */
    reopen({ endedSessions, tokens, deviceToken }: ChangedPassword) {
      const times = { endedSessions, ...toSessionTimes(tokens) };
      if (deviceToken !== undefined) return { ...times, tokens: { ...toBearerTokens(tokens), deviceToken } };
      cookies.set(response, tokens);
      return times;
    },

    /** Takes the session's cookies away, once the database has said that it ended. */
    end<Outcome>(outcome: Outcome): Outcome {
      if (!isCookieless) cookies.clear(response);
      return outcome;
    },
  };
}
