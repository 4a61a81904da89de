import { useEffectEvent, useLayoutEffect } from 'react';

/** With Ctrl, or ⌘ on a Mac: the key's place on the board, which no layout changes. */
interface ModShortcut {
  readonly code: string;
}

/** Without: the sign that is typed, wherever the layout has it. `?` is Shift+7 on the Russian one. */
interface SignShortcut {
  readonly sign: string;
}

export type Shortcut = ModShortcut | SignShortcut;

export const shortcuts = {
  palette: { code: 'KeyK' },
  sidebar: { code: 'KeyB' },
  search: { sign: '/' },
  help: { sign: '?' },
} as const satisfies Record<string, Shortcut>;

export const isMac = /Mac|iPhone|iPad/u.test(navigator.platform);

export function matches(shortcut: Shortcut, event: KeyboardEvent): boolean {
  const isModHeld = event.ctrlKey || event.metaKey;
  if (event.altKey || event.repeat) return false;
  if ('sign' in shortcut) return event.key === shortcut.sign && !isModHeld;
  return event.code === shortcut.code && isModHeld && !event.shiftKey;
}

/** A letter typed into a field is text, never a command. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Runs `act` on the shortcut, wherever the focus is. */
export function useShortcut(shortcut: Shortcut, act: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!matches(shortcut, event) || ('sign' in shortcut && isTyping(event.target))) return;
    event.preventDefault();
    act();
  });
  // In the commit that shows the page: an effect after painting loses the key of a quick hand.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
