import { createExpressMiddleware, type CreateExpressContextOptions } from '@trpc/server/adapters/express';
import type { RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { once } from '#server/trpc/once.ts';
import { accessClaims } from '#server/http/access-claims.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { readCredentials } from '#server/http/credentials.ts';
import { originStanding } from '#server/http/origin.ts';
import { currentRequestId } from '#server/request-id.ts';
import { describeRequest } from '#server/http/request-log.ts';
import type { SessionCookies } from '#server/http/session-cookies.ts';
import type { Logger } from '#server/logger.ts';
import { appRouter } from '#server/router.ts';
import type { AccessTokens } from '#server/security/access-token.ts';
import type { Services } from '#server/services.ts';
import { createCookieSession } from '#server/trpc/cookie-session.ts';
import { toAppError } from '#server/errors/error-body.ts';
import { createUnavailableLog } from '#server/unavailable-log.ts';
import type { RequestContext } from '#server/trpc/context.ts';

interface Parts {
  config: Config;
  services: Services;
  accessTokens: Pick<AccessTokens, 'read'>;
  cookies: SessionCookies;
  log: Logger;
}

/** The tRPC router behind Express: from a request to its context, from refusals to headers and log lines. */
export function createTrpcHandler({ config, services, accessTokens, cookies, log }: Parts): RequestHandler {
  const logUnavailable = createUnavailableLog(log);
  return createExpressMiddleware({
    router: appRouter,
    allowMethodOverride: true,
    createContext({ req, res, info }): RequestContext {
      const origin = originStanding(req, config);
      const credentials = readCredentials(req, cookies.names, origin === 'listed');
      const { isCookieless, accessToken, refreshToken, deviceTokens } = credentials;
      describeRequest(res, { procedures: info.calls.map(nameOf).join(',') });
      return {
        services,
        client: {
          ip: clientAddress(req, config.trustedProxyHops),
          userAgent: req.headers['user-agent'],
          requestId: currentRequestId(),
          deviceTokens,
          channel: isCookieless ? 'bearer' : 'cookie',
          presented: { access: accessToken, refresh: refreshToken },
        },
        origin,
        isBatch: info.calls.length > 1,
        isCookieless,
        cookieSession: createCookieSession({ isCookieless, deviceTokens, cookies, response: res }),
        findActor: once(async () => {
          const claims = accessClaims(req, accessToken, accessTokens);
          const actor = claims && (await services.sessions.authenticate(claims));
          if (actor) describeRequest(res, { actorId: actor.user.id });
          return actor;
        }),
      };
    },
    responseMeta({ errors }) {
      const seconds = errors.map((error) => toAppError(error).params?.['retryAfterSeconds'] ?? 0);
      const retryAfter = Math.max(0, ...seconds);
      return {
        headers: {
          'content-type': 'application/json',
          ...(config.corsOrigins.length > 0 && { vary: 'Origin' }),
          ...(retryAfter > 0 && { 'retry-after': String(retryAfter) }),
        },
      };
    },
    onError({ error, path }) {
      const refusal = toAppError(error);
      if (refusal.code === 'SERVICE_UNAVAILABLE') logUnavailable(path, refusal.cause);
      else if (refusal.status >= 500)
        log.error({ procedure: path, err: refusal.cause ?? error }, refusal.code);
    },
  });
}

/** A name that is no procedure's is whatever a stranger typed, and stays out of the log. */
function nameOf(call: CreateExpressContextOptions['info']['calls'][number]): string {
  return call.procedure ? call.path : 'unknown';
}
