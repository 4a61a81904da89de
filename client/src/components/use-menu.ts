import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

const itemSelector = '[role^="menuitem"]:not([aria-disabled="true"])';

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(itemSelector) ?? [])];
}

/** The item a key leads to from `active`, or null when the key is none of the menu's. */
function itemForKey(key: string, items: readonly HTMLElement[], active: number): HTMLElement | null {
  const last = items.length - 1;
  const steps: Record<string, number> = {
    ArrowDown: active === last ? 0 : active + 1,
    ArrowUp: active <= 0 ? last : active - 1,
    Home: 0,
    End: last,
  };
  const step = steps[key];
  if (step !== undefined) return items[step] ?? null;
  if (key.length !== 1 || key === ' ') return null;
  const after = [...items.slice(active + 1), ...items.slice(0, active + 1)];
  const letter = key.toLocaleLowerCase();
  return after.find(({ textContent }) => textContent.trim().toLocaleLowerCase().startsWith(letter)) ?? null;
}

/** Opening, closing and the keys of a menu button (WAI-ARIA APG, "Menu Button"). */
export function useMenu() {
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const close = useCallback(() => {
    setIsOpen(false);
    root.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus();
  }, []);

  useEffect(() => {
    if (!isOpen) return;
    const chosen = list.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (chosen ?? itemsOf(list.current)[0])?.focus();
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && root.current?.contains(target))) setIsOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') return close();
    const found = itemsOf(list.current);
    const next = itemForKey(event.key, found, found.indexOf(document.activeElement as HTMLElement));
    if (!next || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    next.focus();
  }

  /** Tab leads out of the menu, and out of sight it goes. */
  function onBlur({ relatedTarget }: FocusEvent) {
    if (relatedTarget && !root.current?.contains(relatedTarget)) setIsOpen(false);
  }

  return { isOpen, close, toggle: () => setIsOpen((before) => !before), root, list, onKeyDown, onBlur };
}
