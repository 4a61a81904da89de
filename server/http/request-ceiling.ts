import type { RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { AppError } from '#server/errors/app-error.ts';
import { callerOf } from '#server/http/caller.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import type { AccessTokenClaims } from '#server/security/access-token.ts';
import { addressSubject, siteSubject } from '#server/security/limit-keys.ts';
import type { Bucket, TakeTokens } from '#server/security/token-bucket.ts';

/** One address holds many people, one site (an IPv6 /48) many addresses: each this many times the figure below it. */
export const wider = 10;
/** A page left open overnight still holds its token; one that is older is no proof that somebody is at work here. */
const oldestSeconds = 24 * 60 * 60;
/** How far this process's clock may be from the database's, by which tokens are written. */
const skewSeconds = 60;

type Limits = Pick<Config['limits'], 'requestsPerMinute' | 'requestsPerMinutePerIp'>;

/**
 * How many requests one caller may make, before any database read. Who holds a genuine token takes from their own
 * bucket and from a wide one of their address, else from the narrow one of the address. 0 turns a line off.
 */
export function requestCeiling(take: TakeTokens, limits: Limits): RequestHandler {
  return async (request, response, next) => {
    const { claims, address } = callerOf(response);
    const buckets = bucketsOf(knownUser(claims), address, limits);
    if (buckets.length === 0) return next();
    const { isAllowed, retryAfterSeconds } = await take(buckets);
    if (isAllowed) return next();
    sendRefusal(request, response, new AppError('RATE_LIMITED', { params: { retryAfterSeconds } }));
  };
}

/** Whose genuine token this is, unless it ran out long ago. */
function knownUser(claims: AccessTokenClaims | null): string | null {
  const oldest = Date.now() / 1000 - oldestSeconds - skewSeconds;
  return claims && claims.expiresAt > oldest ? claims.userId : null;
}

function bucketsOf(userId: string | null, address: string, limits: Limits): Bucket[] {
  const { requestsPerMinute, requestsPerMinutePerIp } = limits;
  const site = siteSubject(address);
  // Those with tokens and those without take from different buckets of one address.
  const [kind, perAddress] =
    userId === null ? ['ip', requestsPerMinutePerIp] : ['users-of-ip', requestsPerMinutePerIp * wider];
  const buckets = [
    ...(userId === null ? [] : [{ key: `user:${userId}`, perMinute: requestsPerMinute }]),
    { key: `${kind}:${addressSubject(address)}`, perMinute: perAddress },
    ...(site === null ? [] : [{ key: `${kind}:${site}`, perMinute: perAddress * wider }]),
  ];
  return buckets.filter(({ perMinute }) => perMinute > 0);
}
