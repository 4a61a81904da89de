import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { useCurrentTitle } from '#client/lib/titles.ts';

/** After a navigation: focus goes to the page's heading, and its title is said. The first page the browser tells itself. */
export function NavigationAnnouncer() {
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
