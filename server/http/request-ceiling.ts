import type { RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { AppError } from '#server/errors/app-error.ts';
import { callerOf } from '#server/http/caller.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import type { AccessTokenClaims } from '#server/security/access-token.ts';
import { addressSubject, siteSubject } from '#server/security/limit-keys.ts';
import type { Bucket, TakeTokens } from '#server/security/token-bucket.ts';

/**
 * An address serves many people, and a site (an IPv6 /48) many addresses. Each wider bucket holds this many times the
 * narrower.
 */
export const widerFactor = 10;
/** A page left open overnight still holds its token. An older token does not prove that its owner is still here. */
const oldestSeconds = 24 * 60 * 60;
/** How far this process's clock may be from the database's, which sets the times of tokens. */
const skewSeconds = 60;

type Limits = Pick<Config['limits'], 'requestsPerMinute' | 'requestsPerMinutePerIp'>;

/**
 * Limits how many requests one caller may make, before any database read. A genuine token uses its user's bucket and a
 * wide bucket of the address. Any other request uses the address's narrow bucket. 0 turns a limit off.
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

/** The user of a genuine token, unless it expired long ago. */
function knownUser(claims: AccessTokenClaims | null): string | null {
  const oldest = Date.now() / 1000 - oldestSeconds - skewSeconds;
  return claims && claims.expiresAt > oldest ? claims.userId : null;
}

function bucketsOf(userId: string | null, address: string, limits: Limits): Bucket[] {
  const { requestsPerMinute, requestsPerMinutePerIp } = limits;
  const site = siteSubject(address);
  // Requests with and without a token use different buckets of one address.
  const [kind, perAddress] =
    userId === null ? ['ip', requestsPerMinutePerIp] : ['users-of-ip', requestsPerMinutePerIp * widerFactor];
  const buckets = [
    ...(userId === null ? [] : [{ key: `user:${userId}`, perMinute: requestsPerMinute }]),
    { key: `${kind}:${addressSubject(address)}`, perMinute: perAddress },
    ...(site === null ? [] : [{ key: `${kind}:${site}`, perMinute: perAddress * widerFactor }]),
  ];
  return buckets.filter(({ perMinute }) => perMinute > 0);
}
