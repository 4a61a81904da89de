import type { RequestHandler } from 'express';
import type { Logger } from '#server/logger.ts';

/**
 * Warns that a proxy seems to stand in front which TRUSTED_PROXY_HOPS does not count. Every caller would then have the
 * proxy's address, and share its limits. Once only: a stranger may send the header too.
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
