import type { Response } from 'express';
import type { Client } from '#server/features/sessions/actor.ts';
import type { SessionTokens } from '#server/features/sessions/session-tokens.ts';
import { toSessionTimes } from '#server/features/sessions/session-tokens.ts';
import type { SessionsService } from '#server/features/sessions/sessions.service.ts';
import type { Credentials } from '#server/http/credentials.ts';
import type { SessionCookies } from '#server/http/session-cookies.ts';
import type { User } from '#shared/schemas/users.ts';

export type CookieSession = ReturnType<typeof createCookieSession>;

interface Parts {
  credentials: Credentials;
  cookies: SessionCookies;
  sessions: SessionsService;
  response: Response;
}

/** The session that this request's cookies carry, and the only hand that sets or clears them. */
export function createCookieSession({ credentials, cookies, sessions, response }: Parts) {
  const { isCookieless, accessToken, refreshToken } = credentials;
  const presented = { access: accessToken, refresh: refreshToken };

  return {
    refreshToken,

    /** How this request signs in: presented cookies are never adopted, the sessions they name end (ASVS 5.0 7.2.4). */
    signIn(client: Client) {
      return { channel: 'cookie' as const, client, presented };
    },

    /** Hands out a new session. */
    open({ user, tokens }: { user: User; tokens: SessionTokens }) {
      cookies.set(response, tokens);
      return { user, ...toSessionTimes(tokens) };
    },

    /** Hands out what a refresh gave. */
    continue(tokens: SessionTokens) {
      cookies.set(response, tokens);
      return toSessionTimes(tokens);
    },

    /** Ends what the request names. The cookies go only after the database has said so. */
    async end() {
      await sessions.logout(presented);
      if (!isCookieless) cookies.clear(response);
      return { ok: true as const };
    },
  };
}
