import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, type RouterProviderProps } from 'react-router-dom';
import { PreferencesOfProfile } from '#client/app/preferences-of-profile.tsx';
import { createQueryClient } from '#client/app/query-client.ts';
import { trpc } from '#client/lib/trpc.ts';
import { SessionProvider, trpcClient } from '#client/session/session.tsx';

const queryClient = createQueryClient();

/** Everything a page may use, from the outside in. */
export function Providers({ router }: Pick<RouterProviderProps, 'router'>) {
  return (
    <trpc.Provider client={trpcClient} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <SessionProvider>
          <PreferencesOfProfile />
          <RouterProvider router={router} useTransitions={false} />
        </SessionProvider>
      </QueryClientProvider>
    </trpc.Provider>
  );
}
