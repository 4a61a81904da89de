import type { Request, RequestHandler, Response } from 'express';
import type { AppError } from '#server/errors/app-error.ts';
import { toErrorShape } from '#server/errors/error-body.ts';
import { problemType, toProblem } from '#server/errors/problem.ts';
import { languageOf } from '#server/http/language.ts';

/**
 * How long the rest of a refused body is read and dropped. A caller who still writes would lose the answer to a reset
 * (RFC 9112 §9.6).
 */
const lingerMillis = 2000;

/** From this handler on, refusals take tRPC's shape. */
export const trpcRefusals: RequestHandler = (_request, response, next) => {
  response.locals['refusesAsTrpc'] = true;
  next();
};

/** Refuses a request that never reaches its procedure, in the shape its caller expects. */
export function sendRefusal(request: Request, response: Response, refusal: AppError): void {
  const retryAfter = refusal.params?.['retryAfterSeconds'];
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  response.set('Cache-Control', 'no-store');
  response.status(refusal.status);
  if (response.locals['refusesAsTrpc'] === true) response.json({ error: toErrorShape(refusal) });
  else response.type(problemType).send(JSON.stringify(toProblem(refusal, languageOf(request))));
  discardBody(request);
}

function discardBody(request: Request): void {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  if (request.complete || (length === '0' && encoding === undefined)) return;
  request.resume();
  setTimeout(() => request.complete || request.socket.destroy(), lingerMillis).unref();
}
