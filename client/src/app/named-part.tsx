import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { useCurrentTitle } from '#client/lib/titles.ts';

/** Once its page is there, the field or card that the address names after `#` has the focus. */
export function NamedPart(): null {
  const { pathname, hash, key } = useLocation();
  const { path } = useCurrentTitle();
  const lastKey = useRef<string | null>(null);
  useEffect(() => {
    if (path !== pathname || hash === '' || lastKey.current === key) return;
    const id = hash.slice(1);
    const focus = () => {
      const isThere = focusPart(id);
      if (isThere) lastKey.current = key;
      return isThere;
    };
    if (focus()) return;
    // Its code may still be on the way.
    const late = new MutationObserver(() => focus() && late.disconnect());
    late.observe(document.body, { childList: true, subtree: true });
    return () => late.disconnect();
  }, [path, pathname, hash, key]);
  return null;
}

function focusPart(id: string): boolean {
  const part = document.getElementById(id);
  if (!part) return false;
  // A card takes no focus by itself; a heading or a field does.
  if (part.tagName === 'SECTION') part.tabIndex = -1;
  part.scrollIntoView({ block: part.tagName === 'SECTION' ? 'start' : 'center' });
  part.focus({ preventScroll: true });
  return true;
}
