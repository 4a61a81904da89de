import { WifiOff } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useLocation } from 'react-router-dom';
import { AddressBanner } from '#client/app/address-banner.tsx';
import { NamedPart } from '#client/app/named-part.tsx';
import { useCurrentTitle } from '#client/lib/titles.ts';

/** What every page has, signed in or not. */
export function RootLayout() {
  return (
    <>
      <AddressBanner />
      <OfflineBanner />
      <Outlet />
      <NavigationAnnouncer />
      <NamedPart />
      <ScrollRestoration />
    </>
  );
}

/** Says that the network is gone. It lies over the foot of the page, so that nothing moves. */
function OfflineBanner() {
  const { t } = useTranslation('app');
  const isOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  return (
    <div role="status" className="fixed inset-x-0 bottom-0 z-30">
      {!isOnline && (
        <p className="flex items-center justify-center gap-2 border-t border-warning-line bg-warning-wash px-4 py-2.5 text-center text-[0.8125rem]">
          <WifiOff aria-hidden className="size-4 shrink-0 text-warning" />
          {t('offline')}
        </p>
      )}
    </div>
  );
}

function subscribeToNetwork(onChange: () => void) {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}

/** After a navigation, focuses the page's heading and says its title. The browser says the first page by itself. */
function NavigationAnnouncer() {
  const { pathname } = useLocation();
  const { title, path } = useCurrentTitle();
  const announcedPath = useRef(pathname);
  const [announcement, setAnnouncement] = useState('');

  useEffect(() => {
    if (announcedPath.current === pathname || path !== pathname) return;
    announcedPath.current = pathname;
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    setAnnouncement(title);
  }, [pathname, path, title]);

  return (
    <p aria-live="assertive" className="sr-only">
      {announcement}
    </p>
  );
}
