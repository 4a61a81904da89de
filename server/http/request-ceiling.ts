import type { RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { AppError } from '#server/errors.ts';
import { accessClaims } from '#server/http/access-claims.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { readCredentials, type CookieNames } from '#server/http/credentials.ts';
import { originStanding } from '#server/http/origin.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import type { AccessTokens } from '#server/security/access-token.ts';
import { addressSubject } from '#server/security/limit-keys.ts';
import type { TakeToken } from '#server/security/token-bucket.ts';

interface Ceiling {
  readonly take: TakeToken;
  readonly accessTokens: Pick<AccessTokens, 'read'>;
  readonly cookieNames: CookieNames;
  readonly config: Pick<Config, 'trustedProxyHops' | 'corsOrigins' | 'appOrigin'> & {
    readonly limits: Pick<Config['limits'], 'requestsPerMinute' | 'requestsPerMinutePerIp'>;
  };
}

/**
 * How many requests one caller may make: keyed by the `sub` of a token whose signature holds, else by address, before
 * any database read. 0 turns a line off.
 */
export function requestCeiling(ceiling: Ceiling): RequestHandler {
  const { config } = ceiling;
  const { limits } = config;
  return async (request, response, next) => {
    const isForeign = originStanding(request, config) === 'listed';
    const { accessToken } = readCredentials(request, ceiling.cookieNames, isForeign);
    const userId = accessClaims(request, accessToken, ceiling.accessTokens)?.userId;
    const address = addressSubject(clientAddress(request, config.trustedProxyHops));
    const perMinute = userId === undefined ? limits.requestsPerMinutePerIp : limits.requestsPerMinute;
    if (perMinute === 0) return next();
    const key = userId === undefined ? `ip:${address}` : `user:${userId}`;
    const { isAllowed, retryAfterSeconds } = await ceiling.take(key, perMinute);
    if (isAllowed) return next();
    sendRefusal(request, response, new AppError('RATE_LIMITED', { params: { retryAfterSeconds } }));
  };
}
