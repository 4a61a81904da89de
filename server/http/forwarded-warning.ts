import type { RequestHandler } from 'express';
import type { Logger } from '#server/logger.ts';

/**
 * Says once that a proxy seems to stand in front that TRUSTED_PROXY_HOPS does not count: every caller would then
 * have the proxy's address, and share its limits. A stranger may send the header too, hence once.
 */
export function warnOfForwarding(log: Logger): RequestHandler {
  let hasWarned = false;
  return (request, _response, next) => {
    if (!hasWarned && request.headers['x-forwarded-for'] !== undefined) {
      hasWarned = true;
      log.warn(
        'X-Forwarded-For was seen while TRUSTED_PROXY_HOPS is 0: callers are known by their socket address',
      );
    }
    next();
  };
}
