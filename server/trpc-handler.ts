import type { TRPCRequestInfo } from '@trpc/server/http';
import type { RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { toAppError } from '#server/errors/error-body.ts';
import { describeRequest } from '#server/http/request-log.ts';
import type { SessionCookies } from '#server/http/session-cookies.ts';
import type { Logger } from '#server/logger.ts';
import { requestContext } from '#server/request-context.ts';
import { appRouter } from '#server/router.ts';
import type { Services } from '#server/services.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { createHost } from '#server/trpc/host.ts';
import { createFailureLog } from '#server/unavailable-log.ts';

interface Parts {
  config: Config;
  services: Services;
  cookies: SessionCookies;
  log: Logger;
}

/** Puts the tRPC router behind Express: a request becomes a context, a refusal becomes headers and a log line. */
export function createTrpcHandler(parts: Parts): RequestHandler {
  const { config, log } = parts;
  const logFailure = createFailureLog(log);
  return createHost({
    router: appRouter,
    allowMethodOverride: true,
    // A stream's headers would be sent too early for cookies and statuses.
    allowStreaming: false,
    createContext({ res, info }): RequestContext {
      describeRequest(res, { procedures: info.calls.map(nameOf).join(',') });
      return { ...requestContext(parts, res), isBatch: info.calls.length > 1 };
    },
    responseMeta({ errors }) {
      const seconds = errors.map((error) => Number(toAppError(error).params?.['retryAfterSeconds'] ?? 0));
      const retryAfter = Math.max(0, ...seconds);
      return {
        headers: {
          'Content-Type': 'application/json',
          ...(config.corsOrigins.length > 0 && { Vary: 'Origin' }),
          ...(retryAfter > 0 && { 'Retry-After': String(retryAfter) }),
        },
      };
    },
    onError: ({ error, path }) => logFailure(path, toAppError(error), error),
  });
}

/** An unknown procedure's name is whatever a stranger typed, and is not logged. */
function nameOf(call: TRPCRequestInfo['calls'][number]): string {
  return call.procedure ? call.path : 'unknown';
}
