import { useEffect, useEffectEvent } from 'react';

export interface Shortcut {
  /** The key's place on the board (`KeyboardEvent.code`), so that it works on the Russian layout too. */
  readonly code: string;
  /** With Ctrl, or ⌘ on a Mac. */
  readonly mod?: boolean;
  readonly shift?: boolean;
}

export const shortcuts = {
  palette: { code: 'KeyK', mod: true },
  sidebar: { code: 'KeyB', mod: true },
  help: { code: 'Slash', shift: true },
} as const satisfies Record<string, Shortcut>;

export const isMac = /Mac|iPhone|iPad/u.test(navigator.platform);

export function matches({ code, mod = false, shift = false }: Shortcut, event: KeyboardEvent): boolean {
  const isModHeld = event.ctrlKey || event.metaKey;
  return (
    event.code === code && isModHeld === mod && event.shiftKey === shift && !event.altKey && !event.repeat
  );
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
    if (!matches(shortcut, event) || (!shortcut.mod && isTyping(event.target))) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
