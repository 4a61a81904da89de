import type { RequestHandler, Response } from 'express';
import type { Logger } from '#server/logger.ts';

interface Description {
  procedures?: string;
  actorId?: string;
}

/** Adds fields to the request's log line, beside method, path and status. */
export function describeRequest(response: Response, description: Description): void {
  Object.assign((response.locals['description'] ??= {}) as Description, description);
}

/** Health checks are frequent: a line each would only say that all is well. */
const health = /^\/(?:healthz|readyz|api\/v1\/health)\/?$/;
const calls = /^\/(?:trpc|api)(?:\/|$)/;

/**
 * One line per call and per refusal, written when it is answered or aborted. Health checks and pages have none when
 * they succeed. The query is left out: it may hold inputs.
 */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const path = printable(request.originalUrl.split('?', 1)[0] ?? '');
    const isQuiet = health.test(path) || !calls.test(path);
    response.once('close', () => {
      if (isQuiet && response.writableFinished && response.statusCode < 400) return;
      const durationMs = Math.round(performance.now() - startedAt);
      const line = {
        // Set here too: the answer may close outside the request's async context.
        requestId: response.get('X-Request-Id'),
        method: request.method,
        path,
        status: response.statusCode,
        durationMs,
        ...(!response.writableFinished && { aborted: true }),
        ...(response.locals['description'] as Description),
      };
      log.info(line, 'request');
    });
    next();
  };
}

/** Replaces letters that a terminal could take for commands by `?`: JSON leaves C1 controls as they are. */
function printable(path: string): string {
  return path.slice(0, 300).replace(/[^\x20-\x7e]/g, '?');
}
