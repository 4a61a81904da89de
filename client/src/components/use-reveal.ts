import { useEffect, useRef, useState, type RefObject } from 'react';

/** Shows a password as text on demand: the caret stays where it was, and sending the form hides it again. */
export function useReveal(input: RefObject<HTMLInputElement | null>) {
  const [isRevealed, setIsRevealed] = useState(false);
  const caret = useRef<[number | null, number | null] | null>(null);

  useEffect(() => {
    const form = input.current?.form;
    const hide = () => setIsRevealed(false);
    form?.addEventListener('submit', hide);
    return () => form?.removeEventListener('submit', hide);
  }, [input]);

  // Changing an input's type moves the caret to its start in some browsers.
  useEffect(() => {
    if (caret.current) input.current?.setSelectionRange(...caret.current);
    caret.current = null;
  }, [input, isRevealed]);

  function toggle() {
    const { current } = input;
    if (current) caret.current = [current.selectionStart, current.selectionEnd];
    setIsRevealed((before) => !before);
  }

  return { isRevealed, toggle };
}
