import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { Fragment, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { checkConnection, onReconnected } from '#client/lib/connection.ts';
import { isOfConnection, type Failure } from '#client/lib/failure.ts';
import { formatPreferencesOf, ProfileFormats } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { sessionLinks } from '#client/session/links.ts';
import { createPageSession, watchPage } from '#client/session/page.ts';
import { createAuthCalls } from '#client/session/renewal.ts';
import type { SessionState } from '#client/session/state.ts';
import { createSessionLock, createTabChannel } from '#client/session/tabs.ts';
import { transportLink } from '#client/session/transport.ts';
import type { User } from '#shared/identity/users.ts';

const transport = transportLink('/trpc', () => void checkConnection());

/** The one session of this page, wired to the browser it runs in. */
export const browserSession = createPageSession({
  calls: createAuthCalls(transport),
  lock: createSessionLock(unlessDenied(() => navigator.locks)),
  channel: createTabChannel(),
});

export const startSession = () => watchPage(browserSession);

export const trpcClient = trpc.createClient({ links: sessionLinks(browserSession, transport) });

const { store } = browserSession;

/**
 * Stands inside the providers of tRPC and react-query. A new identity empties the cache and builds the tree anew. So
 * nothing of the last user reaches the next, not even a half-filled form.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { identity, user } = useSession();
  const queryClient = useQueryClient();
  useEffect(() => keepCacheOfOneUser(queryClient), [queryClient]);
  return (
    <ProfileFormats value={formatPreferencesOf(user)}>
      <Fragment key={identity}>{children}</Fragment>
    </ProfileFormats>
  );
}

export function useSession(): SessionState {
  return useStore(store);
}

export interface SignOut {
  /** Resolves when the server has answered; after a failure, told by `error`, the session stays. */
  readonly signOut: () => Promise<void>;
  readonly isPending: boolean;
  readonly error: unknown;
}

export function useSignOut(): SignOut {
  const logout = trpc.auth.logout.useMutation();
  const signOut = () =>
    logout.mutateAsync().then(
      () => undefined,
      () => undefined,
    );
  return { signOut, isPending: logout.isPending, error: logout.error };
}

/** Why the last attempt failed; forgotten once its cause is over: an ended session, a lost connection. */
export function useFailure(before: () => Failure | null = () => null) {
  const { hasEnded } = useSession();
  const [hadEnded, setHadEnded] = useState(hasEnded);
  const [failure, setFailure] = useState<Failure | null>(before);
  if (hadEnded !== hasEnded) {
    setHadEnded(hasEnded);
    if (!hasEnded) setFailure(null);
  }
  useEffect(() => onReconnected(() => setFailure((last) => (isOfConnection(last) ? null : last))), []);
  return [failure, setFailure] as const;
}

/** Shows changes of the signed-in user before the server has confirmed them; call the result to take them back. */
export function previewUser(changes: Partial<User>): () => void {
  const before = store.getState().user;
  if (!before) return () => undefined;
  store.userRead({ ...before, ...changes });
  return () => store.userRead(before);
}

/** React renders a change only after every subscriber was told, so no view meets the old cache. */
function keepCacheOfOneUser(queryClient: QueryClient): () => void {
  return store.subscribe((now, before) => {
    if (now.identity !== before.identity) queryClient.clear();
    else if (before.hasEnded && !now.hasEnded) void queryClient.invalidateQueries();
  });
}
