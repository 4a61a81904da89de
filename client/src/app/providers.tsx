import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router-dom';
import { PreferencesOfProfile } from '#client/app/preferences-of-profile.tsx';
import { router } from '#client/app/routes.tsx';
import { statusOf } from '#client/lib/failure.ts';
import { SessionProvider, trpcClient } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** A refusal will not change by asking again; a lost connection or a busy server may. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  const status = statusOf(error);
  return failures < 2 && (status === null || status === 503);
}

const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: isWorthRetrying, staleTime: 30_000 } },
});

/** Everything a page may use, from the outside in. */
export function Providers() {
  return (
    <trpc.Provider client={trpcClient} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <SessionProvider>
          <PreferencesOfProfile />
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </trpc.Provider>
  );
}
