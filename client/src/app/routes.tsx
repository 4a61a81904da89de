import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type NonIndexRouteObject, type RouteObject } from 'react-router-dom';
import { frame, offerAhead } from '#client/app/fetch-ahead.ts';
import { RequireUser, SendSignedInOn } from '#client/app/guards.tsx';
import { lateView, type LateViewOptions } from '#client/app/late-view.tsx';
import { loadShell, withMemberTexts } from '#client/app/load-shell.ts';
import { NotFound } from '#client/app/not-found.tsx';
import { RootLayout } from '#client/app/root-layout.tsx';
import { RouteCrash } from '#client/app/route-crash.tsx';
import { Splash } from '#client/app/splash.tsx';
import { isConnected } from '#client/lib/connection.ts';
import { farewellPath } from '#client/session/farewell.ts';

type View = ComponentType;

/**
 * A view in a chunk of its own. The router shows nothing at all where `lazy` fails, so another view stands for it.
 * Without a server nothing is asked for: many browsers keep a failure for as long as the page is open.
 */
function lazily(load: () => Promise<View>, options: LateViewOptions): Pick<NonIndexRouteObject, 'lazy'> {
  const late = () => lateView(load, options);
  return { lazy: async () => ({ Component: isConnected() ? await load().catch(late) : late() }) };
}

/** A page with a boundary of its own: when it breaks, what is around it stays. */
function page(path: string, load: () => Promise<View>, { isWholePage = false } = {}): RouteObject {
  offerAhead(path, load);
  return { path, errorElement: <RouteCrash />, ...lazily(load, { isWholePage }) };
}

const loadFarewellPage = () =>
  withMemberTexts(async () => (await import('#client/app/farewell-page.tsx')).FarewellPage);

const signInPages: RouteObject = {
  element: <SendSignedInOn />,
  children: [
    {
      ...lazily(async () => (await import('#client/app/auth-layout.tsx')).AuthLayout, { isWholePage: true }),
      children: [
        page('/login', async () => (await import('#client/identity/auth/login-page.tsx')).LoginPage),
        page('/register', async () => (await import('#client/identity/auth/register-page.tsx')).RegisterPage),
      ],
    },
  ],
};

offerAhead(frame, loadShell);

const signedInPages: RouteObject = {
  element: <RequireUser />,
  children: [
    {
      ...lazily(loadShell, { isWholePage: true }),
      children: [
        page('/', async () => (await import('#client/desk/dashboard/dashboard-page.tsx')).DashboardPage),
        page(
          '/settings/profile',
          async () => (await import('#client/identity/users/profile-page.tsx')).ProfilePage,
        ),
        page(
          '/settings/security',
          async () => (await import('#client/identity/account/security-page.tsx')).SecurityPage,
        ),
        page('/admin/users', async () => (await import('#client/app/admin-pages.tsx')).AdminUsers),
        page('/admin/audit', async () => (await import('#client/app/admin-pages.tsx')).AdminAudit),
        page('/admin/mails', async () => (await import('#client/app/admin-pages.tsx')).AdminMails),
        page('/help', async () => (await import('#client/app/help-page.tsx')).HelpPage),
        page('/settings/data', async () => (await import('#client/identity/account/data-page.tsx')).DataPage),
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
      page(farewellPath, loadFarewellPage, { isWholePage: true }),
      { path: '/dashboard', element: <Navigate to="/" replace /> },
      { path: '*', element: <NotFound />, errorElement: <RouteCrash isWholePage /> },
    ],
  },
]);
