import { Outlet, ScrollRestoration } from 'react-router-dom';
import { AddressBanner } from '#client/app/address-banner.tsx';
import { OfflineBanner } from '#client/app/offline-banner.tsx';
import { NavigationAnnouncer } from '#client/app/navigation-announcer.tsx';

/** What every page has, signed in or not. */
export function RootLayout() {
  return (
    <>
      <AddressBanner />
      <OfflineBanner />
      <Outlet />
      <NavigationAnnouncer />
      <ScrollRestoration />
    </>
  );
}
