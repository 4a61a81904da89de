import type { CookieOptions, Response } from 'express';
import type { SessionTokens } from '#server/security/session-tokens.ts';
import type { CookieNames } from '#server/http/credentials.ts';

export type SessionCookies = ReturnType<typeof createSessionCookies>;

/** The longest a browser keeps a cookie (RFC 6265bis §5.5). */
const deviceMaxAge = 400 * 24 * 60 * 60 * 1000;

/**
 * The session's two cookies and the device's. Under https they carry the `__Host-` prefix, which a sibling host cannot forge
 * (RFC 6265bis §4.1.3.2); browsers grant it to Secure cookies only, so local plain http goes without.
 */
export function createSessionCookies(appOrigin: string) {
  const isSecure = appOrigin.startsWith('https:');
  const prefix = isSecure ? '__Host-' : '';
  const names: CookieNames = {
    access: `${prefix}qp_access`,
    refresh: `${prefix}qp_refresh`,
    device: `${prefix}qp_device`,
  };
  const attributes: CookieOptions = { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' };

  return {
    names,

    /** A remembered session outlives the browser, until its own end; any other goes with the browser. */
    set(response: Response, tokens: SessionTokens): void {
      const maxAge = tokens.sessionExpiresAt.getTime() - tokens.issuedAt.getTime();
      const options = tokens.rememberMe ? { ...attributes, maxAge } : attributes;
      response.cookie(names.access, tokens.accessToken, options);
      if (tokens.refreshToken) response.cookie(names.refresh, tokens.refreshToken, options);
    },

    /** Outlives sign-out: it says who signed in here once, and opens nothing. */
    setDevice(response: Response, deviceTokens: string): void {
      response.cookie(names.device, deviceTokens, { ...attributes, maxAge: deviceMaxAge });
    },

    clear(response: Response): void {
      response.clearCookie(names.access, attributes);
      response.clearCookie(names.refresh, attributes);
      // What the browser kept of the pages goes too. Cookies and storage stay: a device and a choice of language.
      response.set('Clear-Site-Data', '"cache"');
    },
  };
}
