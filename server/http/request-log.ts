import type { RequestHandler, Response } from 'express';
import type { Logger } from '#server/logger.ts';

interface Description {
  procedures?: string;
  actorId?: string;
}

/** What the request's log line shall say beside method, path and status. */
export function describeRequest(response: Response, description: Description): void {
  response.locals['description'] = { ...(response.locals['description'] as Description), ...description };
}

/** What is asked for without being called: its line would say nothing but that all is well. */
const health = /^\/(?:healthz|readyz|api\/v1\/health)\/?$/;
const calls = /^\/(?:trpc|api)(?:\/|$)/;

/**
 * One line per call and per refusal, when it is answered or given up; health checks and pages that are answered well
 * have none. The query is left out: inputs may stand in it.
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
        // The id stands here too: the answer may close outside the request's own scope.
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

/** Letters that a terminal could take for commands (C1 controls stand as they are in JSON) become question marks. */
function printable(path: string): string {
  return path.slice(0, 300).replace(/[^\x20-\x7e]/g, '?');
}
