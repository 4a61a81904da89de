import { useEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Shows a password as text on demand: the caret stays where it was, and sending the form hides it again. */
export function useReveal(input: RefObject<HTMLInputElement | null>) {
  const [isRevealed, setIsRevealed] = useState(false);

  useEffect(() => {
    const form = input.current?.form;
    const hide = () => setIsRevealed(false);
    form?.addEventListener('submit', hide);
    return () => form?.removeEventListener('submit', hide);
  }, [input]);

  /** Changing an input's type moves the caret to its start in some browsers: it is put back. */
  function toggle() {
    const { current } = input;
    const caret = [current?.selectionStart ?? null, current?.selectionEnd ?? null] as const;
    flushSync(() => setIsRevealed((before) => !before));
    current?.setSelectionRange(...caret);
  }

  return { isRevealed, toggle };
}
