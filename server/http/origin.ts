import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { sendRefusal } from '#server/http/refusal.ts';
import { AppError } from '#server/errors.ts';

/** How a request stands to our origin: a page of ours or no page at all, a listed foreign origin, or somebody else's page. */
export type OriginStanding = 'own' | 'listed' | 'refused';

interface Origins {
  readonly appOrigin: string;
  readonly corsOrigins: readonly string[];
}

/**
 * Whose page sent this. Fetch metadata is the browser's own word (W3C Fetch Metadata); `Origin` serves browsers
 * without it; a request with neither comes from no page at all.
 */
export function originStanding(
  request: IncomingMessage,
  { appOrigin, corsOrigins }: Origins,
): OriginStanding {
  const { origin } = request.headers;
  if (origin !== undefined && corsOrigins.includes(origin)) return 'listed';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'own' : 'refused';
  return origin === undefined || origin === appOrigin ? 'own' : 'refused';
}

/** CORS for the listed origins alone, never with credentials; preflights end here. */
export function cors(corsOrigins: readonly string[]): RequestHandler {
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
      response.set('Allow', 'GET, POST');
      return sendRefusal(request, response, new AppError('METHOD_NOT_ALLOWED'));
    }
    response.set('Access-Control-Allow-Methods', 'GET, POST');
    response.set('Access-Control-Allow-Headers', 'authorization, content-type, x-request-id');
    response.set('Access-Control-Max-Age', '600');
    response.status(204).end();
  };
}
