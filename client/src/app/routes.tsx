import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type NonIndexRouteObject, type RouteObject } from 'react-router-dom';
import { frame, offerAhead } from '#client/app/fetch-ahead.ts';
import { RequireOutbox, RequireUser, SendSignedInOn } from '#client/app/guards.tsx';
import { lateView, type LateViewOptions } from '#client/app/late-view.tsx';
import { loadShell, withMemberTexts, withMoneyTexts } from '#client/app/load-shell.ts';
import { NotFound, NotFoundInShell } from '#client/app/not-found.tsx';
import { RootLayout } from '#client/app/root-layout.tsx';
import { RouteCrash } from '#client/app/route-crash.tsx';
import { Splash } from '#client/app/splash.tsx';
import { nextTask } from '#client/lib/next-task.ts';
import { isConnected } from '#client/lib/connection.ts';
import { farewellPath } from '#client/session/farewell.ts';

type View = ComponentType;

/**
 * A view in a chunk of its own. The router shows nothing at all where `lazy` fails, so another view stands for it.
 * Without a server nothing is asked for: many browsers keep a failure for as long as the page is open. Frame and page
 * are asked for in a task each: a dozen preloads at once hold up a slow phone.
 */
function lazily(load: () => Promise<View>, options: LateViewOptions): Pick<NonIndexRouteObject, 'lazy'> {
  const late = () => lateView(load, options);
  const lazy = async () => {
    await nextTask();
    return { Component: isConnected() ? await load().catch(late) : late() };
  };
  return { lazy };
}

/** A page with a boundary of its own: when it breaks, what is around it stays. */
function page(path: string, load: () => Promise<View>, { isWholePage = false } = {}): NonIndexRouteObject {
  offerAhead(path, load);
  return { path, errorElement: <RouteCrash />, ...lazily(load, { isWholePage }) };
}

/** A page inside another: it breaks alone, and what is around it stays. The first of them has no path of its own. */
function tab(load: () => Promise<View>, path?: string): RouteObject {
  const inner = { errorElement: <RouteCrash />, ...lazily(load, { isWholePage: false }) };
  return path === undefined ? { index: true, ...inner } : { path, ...inner };
}

/** Runs the schema of a form in a task of its own, before its page. A slow phone takes 0.2 s for it. */
async function withSchema(loadSchema: () => Promise<unknown>, load: () => Promise<View>): Promise<View> {
  const [, view] = await Promise.all([loadSchema(), load()]);
  return view;
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
        page('/register', () =>
          withSchema(
            () => import('#client/identity/auth/auth.rules.ts'),
            async () => (await import('#client/identity/auth/register-page.tsx')).RegisterPage,
          ),
        ),
      ],
    },
  ],
};

/** A page that a mail leads to, for whoever holds it, signed in or not. Strangers need its texts too. */
function mailPage(path: string, load: () => Promise<View>): RouteObject {
  return page(path, () => withMemberTexts(load));
}

const mailPages: RouteObject[] = [
  {
    ...lazily(async () => (await import('#client/app/auth-layout.tsx')).AuthLayout, { isWholePage: true }),
    children: [
      mailPage('/forgot', async () => (await import('#client/identity/auth/forgot-page.tsx')).ForgotPage),
      mailPage('/reset', async () => (await import('#client/identity/auth/reset-page.tsx')).ResetPage),
      mailPage('/verify', async () => (await import('#client/identity/auth/verify-page.tsx')).VerifyPage),
    ],
  },
  {
    element: <RequireOutbox />,
    children: [
      {
        ...lazily(async () => (await import('#client/app/auth-layout.tsx')).WideLayout, {
          isWholePage: true,
        }),
        children: [
          mailPage('/outbox', async () => (await import('#client/identity/mail/outbox-page.tsx')).OutboxPage),
        ],
      },
    ],
  },
];

/** The pages of money: each tab of a portfolio is a page in a chunk of its own. */
const moneyPages: RouteObject[] = [
  page('/portfolios', () =>
    withMoneyTexts(async () => (await import('#client/money/portfolios/portfolios-page.tsx')).PortfoliosPage),
  ),
  {
    ...page('/portfolios/:portfolioId', () =>
      withMoneyTexts(
        async () => (await import('#client/money/portfolios/portfolio-frame.tsx')).PortfolioFrame,
      ),
    ),
    children: [
      tab(async () => (await import('#client/money/positions/positions-page.tsx')).PositionsPage),
      tab(
        async () => (await import('#client/money/positions/instrument-page.tsx')).InstrumentPage,
        'instruments/:instrumentId',
      ),
      tab(
        async () => (await import('#client/money/transactions/transactions-page.tsx')).TransactionsPage,
        'transactions',
      ),
      tab(async () => (await import('#client/money/transactions/record-page.tsx')).RecordPage, 'record'),
      tab(
        async () => (await import('#client/money/performance/performance-page.tsx')).PerformancePage,
        'performance',
      ),
      tab(
        async () => (await import('#client/money/portfolios/settings-page.tsx')).PortfolioSettingsPage,
        'settings',
      ),
      tab(async () => NotFoundInShell, '*'),
    ],
  },
];

offerAhead(frame, loadShell);

const signedInPages: RouteObject = {
  element: <RequireUser />,
  children: [
    {
      ...lazily(loadShell, { isWholePage: true }),
      children: [
        page('/', async () => (await import('#client/desk/dashboard/dashboard-page.tsx')).DashboardPage),
        ...moneyPages,
        page('/settings/profile', () =>
          withSchema(
            () => import('#client/identity/users/users.rules.ts'),
            async () => (await import('#client/identity/users/profile-page.tsx')).ProfilePage,
          ),
        ),
        page('/settings/security', () =>
          withSchema(
            () => import('#client/identity/account/account.rules.ts'),
            async () => (await import('#client/identity/account/security-page.tsx')).SecurityPage,
          ),
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

const routes: RouteObject[] = [
  {
    element: <RootLayout />,
    errorElement: <RouteCrash isWholePage />,
    hydrateFallbackElement: <Splash />,
    children: [
      signInPages,
      signedInPages,
      ...mailPages,
      page(farewellPath, loadFarewellPage, { isWholePage: true }),
      { path: '/dashboard', element: <Navigate to="/" replace /> },
      { path: '*', element: <NotFound />, errorElement: <RouteCrash isWholePage /> },
    ],
  },
];

/** Longer than this the first page is not waited for; the splash stands in its place until it comes. */
const patienceMilliseconds = 2_000;

/** Loads the page of the address: the first drawing has all of it, and is done bit by bit. */
export async function createRouter() {
  const router = createBrowserRouter(routes);
  await new Promise<void>((resolve) => {
    if (router.state.initialized) resolve();
    router.subscribe(({ initialized }) => initialized && resolve());
    setTimeout(resolve, patienceMilliseconds);
  });
  return router;
}
