import type { IncomingMessage } from 'node:http';
import type { OriginStanding } from '#server/caller.ts';

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
