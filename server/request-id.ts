import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

const acceptedShape = /^[A-Za-z0-9-]{8,64}$/;
const current = new AsyncLocalStorage<string>();

/** The id of the current request; it stands in every refusal and every log line. */
export function currentRequestId(): string {
  return current.getStore() ?? 'none';
}

/** Runs `work` with this id as that of the current request. */
export function withRequestId<Result>(id: string, work: () => Result): Result {
  return current.run(id, work);
}

/** Takes the caller's X-Request-Id if it is harmless, else makes one, and echoes it. */
export const requestId: RequestHandler = (request, response, next) => {
  const presented = request.get('x-request-id');
  const id = presented !== undefined && acceptedShape.test(presented) ? presented : randomUUID();
  response.set('X-Request-Id', id);
  current.run(id, next);
};
