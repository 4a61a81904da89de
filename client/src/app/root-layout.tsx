import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router-dom';
import { AddressBanner } from '#client/app/address-banner.tsx';
import { ConnectionBanner } from '#client/app/connection-banner.tsx';
import { fetchOnIntent } from '#client/app/fetch-ahead.ts';
import { NavigationBar } from '#client/app/navigation-bar.tsx';
import { NamedPart } from '#client/app/named-part.tsx';
import { useCurrentTitle } from '#client/lib/titles.ts';

/** What every page has, signed in or not. */
export function RootLayout() {
  useEffect(fetchOnIntent, []);
  return (
    <>
      <NavigationBar />
      <AddressBanner />
      <Outlet />
      <ConnectionBanner />
      <HeadingFocus />
      <NamedPart />
      <ScrollRestoration />
    </>
  );
}

/**
 * After a navigation, focuses the page's heading: a screen reader then says it. The browser says the first page. Stands
 * before `NamedPart`, which may take the focus further.
 */
function HeadingFocus(): null {
  const { pathname } = useLocation();
  const { path } = useCurrentTitle();
  const focusedPath = useRef(pathname);

  useEffect(() => {
    if (focusedPath.current === pathname || path !== pathname) return;
    focusedPath.current = pathname;
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [pathname, path]);
  return null;
}
