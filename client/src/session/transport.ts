import { httpBatchLink, httpLink, splitLink, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { checkConnection } from '#client/lib/connection.ts';
import { traitsOf } from '#shared/calls.ts';

/** Longer than the server lets any call take, so that its own answer comes first when there is one. */
const answerWithinMilliseconds = 20_000;
/** The server refuses longer batches. */
const batchMaximum = 10;

type Fetch = NonNullable<Parameters<typeof httpLink>[0]['fetch']>;

const fetchInTime: Fetch = (input, init) => {
  const limit = new AbortController();
  const asked = init?.signal;
  const give = () => limit.abort(asked?.reason);
  const timer = setTimeout(() => limit.abort(), answerWithinMilliseconds);
  asked?.addEventListener('abort', give, { once: true });
  if (asked?.aborted) give();
  const inTime = { ...(init as RequestInit), signal: limit.signal };
  return fetch(input, inTime)
    .then(noteAnswer, (error: unknown) => {
      if (!asked?.aborted) void checkConnection();
      throw error;
    })
    .finally(() => {
      clearTimeout(timer);
      asked?.removeEventListener('abort', give);
    });
};

/** A proxy answers for a server that is away. */
function noteAnswer(response: Response): Response {
  if ([502, 504].includes(response.status)) void checkConnection();
  return response;
}

/** The way to the server: relative to the page's own origin, with a limit to every wait. */
export function transportLink(url = '/trpc'): TRPCLink<AnyRouter> {
  const options = { url, fetch: fetchInTime, headers: requestHeaders, methodOverride: 'POST' } as const;
  return splitLink({
    condition: ({ path }) => traitsOf(path).alone,
    true: httpLink(options),
    false: httpBatchLink({ ...options, maxItems: batchMaximum }),
  });
}

function requestHeaders(): Record<string, string> {
  return { 'x-request-id': requestId() };
}

/**
 * Made by hand: browsers make UUIDs on https and localhost alone. From another address the server must still be able
 * to answer.
 */
function requestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
