import { getTRPCErrorShape } from '@trpc/server';
import type { Request, Response } from 'express';
import type { AppError } from '#server/errors.ts';
import { toAppErrorBody, toTrpcError } from '#server/trpc/error-body.ts';
import { trpc } from '#server/trpc/init.ts';

/** Answers a request that never reaches its procedure, in the shape its caller expects. */
export function sendRefusal(request: Request, response: Response, refusal: AppError): void {
  const retryAfter = refusal.params?.['retryAfterSeconds'];
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  response.set('Cache-Control', 'no-store');
  const isTrpc = /^\/trpc(?:[/?]|$)/.test(request.originalUrl);
  response.status(refusal.status).json({ error: isTrpc ? trpcShape(refusal) : toAppErrorBody(refusal) });
}

function trpcShape(refusal: AppError) {
  const nowhere = { type: 'unknown', path: undefined, input: undefined, ctx: undefined } as const;
  return getTRPCErrorShape({ config: trpc._config, error: toTrpcError(refusal), ...nowhere });
}
