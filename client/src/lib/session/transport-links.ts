import { httpBatchLink, httpLink, splitLink, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';

/** Longer than the server lets any call take, so that its own answer comes first when there is one. */
const answerWithinMilliseconds = 20_000;
/** The server refuses longer batches. */
const batchMaximum = 10;

const refusesBatches =
  /^(?:auth\.(?!session$)|tokens\.|sessions\.revoke|users\.(?:updateProfile|changePassword|deleteAccount|exportData)$|admin\.users\.(?:setActive|revokeSessions)$)/;

/** True for a procedure that must travel alone: in a batch it would answer `BATCH_REFUSED`. */
export function mustTravelAlone(path: string): boolean {
  return refusesBatches.test(path);
}

type Fetch = NonNullable<Parameters<typeof httpLink>[0]['fetch']>;

const fetchInTime: Fetch = (input, init) => {
  const timeout = AbortSignal.timeout(answerWithinMilliseconds);
  const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  return fetch(input, { ...(init as RequestInit), signal });
};

/** The way to the server: relative to the page's own origin, with a limit to every wait. */
export function transportLink(url = '/trpc'): TRPCLink<AnyRouter> {
  const options = { url, fetch: fetchInTime, headers: requestHeaders, methodOverride: 'POST' } as const;
  return splitLink({
    condition: ({ path }) => mustTravelAlone(path),
    true: httpLink(options),
    false: httpBatchLink({ ...options, maxItems: batchMaximum }),
  });
}

function requestHeaders(): Record<string, string> {
  return { 'x-request-id': crypto.randomUUID() };
}
