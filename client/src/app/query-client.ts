import { MutationCache, QueryClient, type MutationKey, type Query } from '@tanstack/react-query';
import { onReconnected } from '#client/lib/connection.ts';
import { openChannel } from '#client/lib/unless-denied.ts';
import { failureOf, isOfConnection, statusOf } from '#client/lib/failure.ts';
import { traitsOf } from '#shared/calls.ts';

/** The cache of everything the server has answered. What another tab changed is old here, too. */
export function createQueryClient(): QueryClient {
  const otherTabs = openChannel('qp-mutations');
  const queryClient: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      // oxlint-disable-next-line max-params -- react-query hands a mutation over as the fifth
      onSettled: (_data, _error, _variables, _result, { options }) => {
        const path = pathOf(options.mutationKey);
        outdate(queryClient, path);
        if (traitsOf(path).outdates.length > 0) otherTabs?.postMessage(path);
      },
    }),
    defaultOptions: {
      queries: { retry: isWorthRetrying, staleTime: 30_000 },
      // A person waits for a mutation: without a network it fails at once instead of waiting for one.
      mutations: { networkMode: 'always' },
    },
  });
  otherTabs?.addEventListener('message', ({ data }) => outdate(queryClient, String(data)));
  // What failed for want of a server is read anew as soon as there is one.
  onReconnected(() => void queryClient.refetchQueries({ type: 'active', predicate: isUnanswered }));
  return queryClient;
}

/** Answers that a mutation makes old are asked for again. A page that nobody sees does so once it is seen. */
function outdate(queryClient: QueryClient, mutation: string): void {
  const refetchType = globalThis.document?.hidden ? 'none' : 'active';
  for (const path of traitsOf(mutation).outdates)
    void queryClient.invalidateQueries({ queryKey: [path.split('.')], refetchType });
}

function isUnanswered({ state }: Query): boolean {
  return state.status === 'error' && isOfConnection(failureOf(state.error));
}

/** A refusal will not change by asking again; a lost connection or a busy server may. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  const status = statusOf(error);
  return failures < 2 && (status === null || status === 503);
}

/** tRPC keys a mutation by the parts of its path. */
function pathOf(key: MutationKey | undefined): string {
  const [parts] = (key ?? []) as [string[]?];
  return parts?.join('.') ?? '';
}
