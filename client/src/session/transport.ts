import { httpBatchLink, httpLink, splitLink, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { traitsOf } from '#shared/calls.ts';

/** Longer than the server lets any call take, so that its own answer comes first when there is one. */
const answerWithinMilliseconds = 20_000;
/** The server refuses longer batches. */
const batchMaximum = 10;

type Fetch = NonNullable<Parameters<typeof httpLink>[0]['fetch']>;

/** `onLost` hears of each call that the server did not answer. */
function fetchInTime(onLost: () => void): Fetch {
  return async (input, init) => {
    const limit = new AbortController();
    const asked = init?.signal;
    const give = () => limit.abort(asked?.reason);
    const timer = setTimeout(() => limit.abort(), answerWithinMilliseconds);
    asked?.addEventListener('abort', give, { once: true });
    if (asked?.aborted) give();
    try {
      const response = await fetch(input, { ...(init as RequestInit), signal: limit.signal });
      // A proxy answers for a server that is away.
      if ([502, 504].includes(response.status)) onLost();
      return response;
    } catch (error) {
      if (!asked?.aborted) onLost();
      throw error;
    } finally {
      clearTimeout(timer);
      asked?.removeEventListener('abort', give);
    }
  };
}

/** The way to the server: relative to the page's own origin, with a limit to every wait. */
export function transportLink(url = '/trpc', onLost = () => {}): TRPCLink<AnyRouter> {
  const options = {
    url,
    fetch: fetchInTime(onLost),
    headers: requestHeaders,
    methodOverride: 'POST',
  } as const;
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
