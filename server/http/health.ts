import type { RequestHandler } from 'express';
import type { Readiness } from '#server/readiness.ts';

/** Answers as long as the process is alive. */
export const healthz: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

/** Whether to send traffic here: the database answers, its schema fits, and the server is not closing. */
export function readyz(readiness: Readiness): RequestHandler {
  return async (_request, response) => {
    const state = await readiness.check();
    response
      .status(state.ok ? 200 : 503)
      .set({ 'Cache-Control': 'no-store', ...(!state.ok && { 'Retry-After': '2' }) })
      .json(state.ok ? { status: 'ok' } : { status: 'unavailable', reason: state.reason });
  };
}
