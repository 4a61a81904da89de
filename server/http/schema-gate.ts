import type { RequestHandler } from 'express';
import { unavailable } from '#server/errors/app-error.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import type { Readiness } from '#server/readiness.ts';

const retryAfterSeconds = 2;

/**
 * Serves nothing on a schema that is not this build's: better told than half-right. A database that is away is no
 * reason to refuse here: calls that need it are refused by their own failure.
 */
export function schemaGate(readiness: Readiness): RequestHandler {
  return async (request, response, next) => {
    const state = await readiness.checkHeld();
    if (!state.ok && state.cause === 'schema')
      return sendRefusal(request, response, unavailable(retryAfterSeconds));
    next();
  };
}
