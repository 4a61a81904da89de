import type { Request } from 'express';
import type { Channel, Credentials } from '#server/caller.ts';
import { readDeviceTokens } from '#server/security/device-token.ts';

export interface CookieNames {
  readonly access: string;
  readonly refresh: string;
  readonly device: string;
  readonly challenge: string;
}

type ReadCredentials = Credentials & { readonly channel: Channel };

const none = {
  channel: 'bearer',
  accessToken: null,
  refreshToken: null,
  deviceTokens: [],
  challenge: null,
} as const;

const bearerShape = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;
const accessShape = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** Reads one source of credentials. With two, a page could mix its own cookie with a stolen token. */
export function readCredentials(
  request: Request,
  names: CookieNames,
  isWithoutCookies: boolean,
): ReadCredentials {
  const { authorization } = request.headers;
  if (authorization !== undefined)
    return { ...none, accessToken: bearerShape.exec(authorization)?.[1] ?? null };
  if (isWithoutCookies) return none;
  const sent = cookieNames(request);
  const read = (name: string) => readCookie(request, sent, name);
  const accessToken = read(names.access);
  return {
    channel: 'cookie',
    accessToken: accessToken !== null && accessShape.test(accessToken) ? accessToken : null,
    refreshToken: read(names.refresh),
    deviceTokens: readDeviceTokens(read(names.device)),
    challenge: read(names.challenge),
  };
}

/** Leaves cookies as they came: cookie-parser would percent-decode them, and parse a value after `j:` as JSON. */
export const undecoded = { decode: (value: string) => (value.startsWith('j:') ? 'j' : value) };

/** A name that occurs twice counts as absent: a sibling host may have set one of them (RFC 6265bis §8.6). */
function readCookie(request: Request, sent: readonly string[], name: string): string | null {
  const cookies = request.cookies as Record<string, string | undefined>;
  const value = Object.hasOwn(cookies, name) ? cookies[name] : undefined;
  if (value === undefined || value === '' || sent.indexOf(name) !== sent.lastIndexOf(name)) return null;
  return value;
}

/** The names in the order in which they came; cookie-parser keeps the first of two. */
function cookieNames({ headers: { cookie } }: Request): readonly string[] {
  return cookie === undefined ? [] : cookie.split(';').map((pair) => pair.split('=', 1)[0]!.trim());
}
