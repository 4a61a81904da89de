import type { RequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { sendRefusal } from '#server/http/refusal.ts';

/** CORS for the listed origins only, never with credentials; preflights are answered here. */
export function cors(corsOrigins: readonly string[], methods: string): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    const isListed = origin !== undefined && corsOrigins.includes(origin);
    if (corsOrigins.length > 0) response.vary('Origin');
    if (isListed) {
      response.set('Access-Control-Allow-Origin', origin);
      response.set('Access-Control-Expose-Headers', 'x-request-id, retry-after');
    }
    if (request.method !== 'OPTIONS') return next();
    if (!isListed) {
      response.set('Allow', methods);
      return sendRefusal(request, response, new AppError('METHOD_NOT_ALLOWED'));
    }
    response.set('Access-Control-Allow-Methods', methods);
    response.set('Access-Control-Allow-Headers', 'authorization, content-type, x-request-id');
    response.set('Access-Control-Max-Age', '600');
    response.status(204).end();
  };
}
