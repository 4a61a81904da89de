import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import {
  createContext,
  Fragment,
  use,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { browserSession } from '#client/session/browser-session.ts';
import { evenOffline } from '#client/session/even-offline.ts';
import { watchPage } from '#client/session/page-life.ts';
import { unknownSession, type SessionState } from '#client/session/session-state.ts';
import { trpc } from '#client/lib/trpc.ts';

/** What a view may know of the session; `retry` asks again after `unreachable`. */
export interface Session extends SessionState {
  readonly retry: () => void;
}

const { store, ask } = browserSession;
const SessionContext = createContext<Session>({ ...unknownSession, retry: () => void ask() });

/**
 * Stands inside the providers of tRPC and react-query. A new identity empties the cache and builds the tree
 * anew, so that nothing of the last user, not even a half-filled form, reaches the next.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const queryClient = useQueryClient();
  useEffect(() => keepCacheOfOneUser(queryClient), [queryClient]);
  useEffect(() => watchPage(browserSession), []);
  const session = useMemo(() => ({ ...state, retry: () => void ask() }), [state]);
  return (
    <SessionContext value={session}>
      <Fragment key={state.identity}>{children}</Fragment>
    </SessionContext>
  );
}

export function useSession(): Session {
  return use(SessionContext);
}

export interface SignOut {
  /** Resolves when the server has answered; after a failure, told by `error`, the session stays. */
  readonly signOut: () => Promise<void>;
  readonly isPending: boolean;
  readonly error: unknown;
}

export function useSignOut(): SignOut {
  const logout = trpc.auth.logout.useMutation(evenOffline);
  const signOut = () =>
    logout.mutateAsync().then(
      () => undefined,
      () => undefined,
    );
  return { signOut, isPending: logout.isPending, error: logout.error };
}

/** React renders a change only after every subscriber was told, so no view meets the old cache. */
function keepCacheOfOneUser(queryClient: QueryClient): () => void {
  let before = store.state();
  return store.subscribe(() => {
    const now = store.state();
    if (now.identity !== before.identity) queryClient.clear();
    else if (before.hasEnded && !now.hasEnded) void queryClient.invalidateQueries();
    before = now;
  });
}
