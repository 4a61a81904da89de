import { Outlet, ScrollRestoration } from 'react-router-dom';
import { OfflineBanner } from '#client/app/offline-banner.tsx';
import { NavigationAnnouncer } from '#client/app/navigation-announcer.tsx';

/** What every page has, signed in or not. */
export function RootLayout() {
  return (
    <>
      <OfflineBanner />
      <Outlet />
      <NavigationAnnouncer />
      <ScrollRestoration />
    </>
  );
}
