import type { RequestHandler } from 'express';
import { unavailable } from '#server/errors/app-error.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import type { Readiness } from '#server/readiness.ts';

const retryAfterSeconds = 2;

/**
 * Refuses every call while the schema does not fit this build: wrong answers would be worse. A missing database is no
 * reason to refuse here: calls that need it fail by themselves.
 */
export function schemaGate(readiness: Readiness): RequestHandler {
  return async (request, response, next) => {
    const state = await readiness.checkCached();
    if (!state.ok && state.cause === 'schema')
      return sendRefusal(request, response, unavailable(retryAfterSeconds));
    next();
  };
}
