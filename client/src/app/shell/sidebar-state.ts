import { useCallback, useState } from 'react';

const storageName = 'qp-sidebar';

/** Whether the sidebar shows only icons, remembered in this browser. */
export function useSidebarState() {
  const [isCollapsed, setIsCollapsed] = useState(() => localStorage.getItem(storageName) === 'collapsed');
  const toggle = useCallback(() => {
    setIsCollapsed((before) => {
      localStorage.setItem(storageName, before ? 'open' : 'collapsed');
      return !before;
    });
  }, []);
  return { isCollapsed, toggle };
}
