import { useEffect, useState, type RefObject } from 'react';

/** Shows a password as text on demand: the caret stays where it was, and sending the form hides it again. */
export function useReveal(input: RefObject<HTMLInputElement | null>) {
  const [isRevealed, setIsRevealed] = useState(false);

  useEffect(() => {
    const form = input.current?.form;
    const hide = () => setIsRevealed(false);
    form?.addEventListener('submit', hide);
    return () => form?.removeEventListener('submit', hide);
  }, [input]);

  /** A new type moves the caret to the start, in Chromium once the input is drawn anew: then it is put back. */
  function toggle() {
    const { current } = input;
    const caret = [current?.selectionStart ?? null, current?.selectionEnd ?? null] as const;
    setIsRevealed((before) => !before);
    requestAnimationFrame(() => current?.setSelectionRange(...caret));
  }

  return { isRevealed, toggle };
}
