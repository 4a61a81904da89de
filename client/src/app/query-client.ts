import { MutationCache, QueryClient, type MutationKey, type Query } from '@tanstack/react-query';
import { onReconnected } from '#client/lib/connection.ts';
import { failureOf, isOfConnection, statusOf } from '#client/lib/failure.ts';
import { traitsOf } from '#shared/calls.ts';

/** The cache of everything the server has answered. */
export function createQueryClient(): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      // oxlint-disable-next-line max-params -- react-query hands a mutation over as the fifth
      onSettled: (_data, _error, _variables, _result, { options }) => {
        for (const path of traitsOf(pathOf(options.mutationKey)).outdates)
          void queryClient.invalidateQueries({ queryKey: [path.split('.')] });
      },
    }),
    defaultOptions: {
      queries: { retry: isWorthRetrying, staleTime: 30_000 },
      // A person waits for a mutation: without a network it fails at once instead of waiting for one.
      mutations: { networkMode: 'always' },
    },
  });
  // What failed for want of a server is read anew as soon as there is one.
  onReconnected(() => void queryClient.refetchQueries({ type: 'active', predicate: isUnanswered }));
  return queryClient;
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
