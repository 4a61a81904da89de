import { useCallback, useState } from 'react';
import { unlessDenied } from '#client/lib/unless-denied.ts';

const storageName = 'qp-sidebar';

/** Whether the sidebar shows only icons, remembered in this browser. */
export function useSidebarState() {
  const [isCollapsed, setIsCollapsed] = useState(
    () => unlessDenied(() => localStorage.getItem(storageName)) === 'collapsed',
  );
  const toggle = useCallback(() => {
    setIsCollapsed((before) => {
      unlessDenied(() => localStorage.setItem(storageName, before ? 'open' : 'collapsed'));
      return !before;
    });
  }, []);
  return { isCollapsed, toggle };
}
