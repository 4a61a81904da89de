import { createBrowserRouter, Navigate, type RouteObject } from 'react-router-dom';
import { loadChunk } from '#client/app/chunk-reload.ts';
import { RequireUser, SendSignedInOn } from '#client/app/guards.tsx';
import { NotFound } from '#client/app/not-found.tsx';
import { RootLayout } from '#client/app/root-layout.tsx';
import { RouteCrash } from '#client/app/route-crash.tsx';
import { Splash } from '#client/app/splash.tsx';

type Page = () => React.ReactNode;

/** A page in a chunk of its own, with a boundary of its own: when it breaks, what is around it stays. */
function page(path: string, load: () => Promise<Page>): RouteObject {
  return {
    path,
    errorElement: <RouteCrash />,
    lazy: async () => ({ Component: await loadChunk(load, path) }),
  };
}

const signInPages: RouteObject = {
  element: <SendSignedInOn />,
  children: [
    {
      lazy: async () => ({
        Component: (await loadChunk(() => import('#client/app/auth-layout.tsx'))).AuthLayout,
      }),
      children: [
        page('/login', async () => (await import('#client/features/auth/login-page.tsx')).LoginPage),
        page('/register', async () => (await import('#client/features/auth/register-page.tsx')).RegisterPage),
      ],
    },
  ],
};

const signedInPages: RouteObject = {
  element: <RequireUser />,
  children: [
    {
      lazy: async () => ({ Component: (await loadChunk(() => import('#client/app/shell/shell.tsx'))).Shell }),
      children: [
        page('/', async () => (await import('#client/features/dashboard/dashboard-page.tsx')).DashboardPage),
        page(
          '/settings/profile',
          async () => (await import('#client/features/profile/profile-page.tsx')).ProfilePage,
        ),
      ],
    },
  ],
};

export const router = createBrowserRouter([
  {
    element: <RootLayout />,
    errorElement: <RouteCrash isWholePage />,
    hydrateFallbackElement: <Splash />,
    children: [
      signInPages,
      signedInPages,
      { path: '/dashboard', element: <Navigate to="/" replace /> },
      { path: '*', element: <NotFound />, errorElement: <RouteCrash isWholePage /> },
    ],
  },
]);
