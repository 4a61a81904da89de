import type { CookieOptions, Response } from 'express';
import type { Caller } from '#server/caller.ts';
import type { CookieNames } from '#server/http/credentials.ts';
import { describeRequest } from '#server/http/request-log.ts';
import { listDeviceTokens } from '#server/security/device-token.ts';
import { toBearerTokens, toSessionTimes, type SessionTokens } from '#server/security/session-tokens.ts';
import type { FactorMethod } from '#shared/identity/factors.ts';
import type { User } from '#shared/identity/users.ts';

/** The longest a browser keeps a cookie (RFC 6265bis §5.5). */
const deviceMaxAge = 400 * 24 * 60 * 60 * 1000;

interface Opened {
  readonly user: User;
  readonly tokens: SessionTokens;
  readonly deviceToken: string;
}

interface Waiting {
  readonly challenge: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

interface Reopened {
  readonly endedSessions: number;
  readonly tokens: SessionTokens;
  /** Set for a caller that holds its tokens itself. */
  readonly deviceToken?: string;
}

export type SessionCookies = ReturnType<typeof createSessionCookies>;
export type CookieWriter = ReturnType<SessionCookies['writerOf']>;

/**
 * The session's two cookies, the device's, and that of a sign-in under way. Under https they carry the `__Host-` prefix, which a sibling host cannot
 * forge (RFC 6265bis §4.1.3.2). Browsers grant the prefix to Secure cookies only, so local plain http goes without.
 */
export function createSessionCookies(appOrigin: string) {
  const isSecure = appOrigin.startsWith('https:');
  const prefix = isSecure ? '__Host-' : '';
  const names: CookieNames = {
    access: `${prefix}qp_access`,
    refresh: `${prefix}qp_refresh`,
    device: `${prefix}qp_device`,
    challenge: `${prefix}qp_challenge`,
  };
  const attributes: CookieOptions = { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' };

  /** The cookies of a remembered session last until its end; any others end with the browser. */
  function set(response: Response, tokens: SessionTokens): void {
    const maxAge = tokens.sessionExpiresAt.getTime() - tokens.issuedAt.getTime();
    const options = tokens.rememberMe ? { ...attributes, maxAge } : attributes;
    response.cookie(names.access, tokens.accessToken, options);
    if (tokens.refreshToken) response.cookie(names.refresh, tokens.refreshToken, options);
  }

  /** Stays after sign-out: it says who has signed in here, and gives no access. */
  function setDevice(response: Response, deviceTokens: string): void {
    response.cookie(names.device, deviceTokens, { ...attributes, maxAge: deviceMaxAge });
  }

  function clear(response: Response): void {
    response.clearCookie(names.access, attributes);
    response.clearCookie(names.refresh, attributes);
    // Removes what the browser cached of the pages. Cookies and storage stay: the device and the chosen language.
    response.set('Clear-Site-Data', '"cache"');
  }

  return {
    names,

    /** The only place that writes session cookies to an answer; a caller without cookies is given none. */
    writerOf(response: Response, { channel, credentials }: Caller) {
      /** Sets the cookies of a new session. */
      function open({ user, tokens, deviceToken }: Opened) {
        describeRequest(response, { actorId: user.id });
        set(response, tokens);
        setDevice(response, listDeviceTokens(deviceToken, credentials.deviceTokens));
        if (credentials.challenge !== null) response.clearCookie(names.challenge, attributes);
        return { user, ...toSessionTimes(tokens) };
      }

      function wait({ challenge, until }: Waiting): void {
        response.cookie(names.challenge, challenge, { ...attributes, maxAge: until - Date.now() });
      }

      return {
        open,

        signedIn: (opened: Opened) => ({ status: 'signed-in' as const, ...open(opened) }),

        /** Sets the cookies of a new session, or the challenge of one that waits for its second factor. */
        openOrWait(outcome: Opened | (Waiting & { methods: FactorMethod[] })) {
          if ('user' in outcome) return { status: 'signed-in' as const, ...open(outcome) };
          wait(outcome);
          const { methods, until } = outcome;
          return { status: 'second-factor' as const, methods, expiresAt: new Date(until).toISOString() };
        },

        /** Asks for a passkey; a browser without a challenge is given one. */
        ask<Options>({ options, waiting }: { options: Options; waiting: Waiting | null }): Options {
          if (waiting) wait(waiting);
          return options;
        },

        /** Sets the tokens of a refresh. */
        renew(tokens: SessionTokens) {
          set(response, tokens);
          return toSessionTimes(tokens);
        },

        /** Sets the session that continues after a change of password. A caller without cookies gets it in the body. */
        reopen({ endedSessions, tokens, deviceToken }: Reopened) {
          const times = { endedSessions, ...toSessionTimes(tokens) };
          if (deviceToken !== undefined)
            return { ...times, tokens: { ...toBearerTokens(tokens), deviceToken } };
          set(response, tokens);
          return times;
        },

        /** Clears the session's cookies, once the database has ended the session. */
        end<Outcome>(outcome: Outcome): Outcome {
          if (channel === 'cookie') clear(response);
          return outcome;
        },
      };
    },
  };
}
