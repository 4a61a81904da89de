import { useState, type KeyboardEvent } from 'react';

export interface KeyHints {
  isCapsLockOn: boolean;
  isCyrillic: boolean;
}

const none: KeyHints = { isCapsLockOn: false, isCyrillic: false };

/**
 * What the last key told of the keyboard: Caps Lock, and a Cyrillic layout. Forgotten when the field is entered
 * anew, not when it is left: a hint that vanishes under a click moves the button away.
 */
export function useKeyHints() {
  const [hints, setHints] = useState(none);
  function onKeyEvent(event: KeyboardEvent<HTMLInputElement>) {
    const isCapsLockOn = event.getModifierState('CapsLock');
    const isLetter = event.key.length === 1 && /\p{L}/u.test(event.key);
    setHints((before) => ({
      isCapsLockOn,
      isCyrillic: isLetter ? /\p{Script=Cyrillic}/u.test(event.key) : before.isCyrillic,
    }));
  }
  return { hints, onKeyEvent, forget: () => setHints(none) };
}
