import { useEffect, useRef } from 'react';

/** Moves the focus to the first field, else the first button, of what has taken another's place under the pointer. */
export function useFocusInside(shown: string) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = place.current?.querySelector<HTMLElement>('input:not([tabindex="-1"])');
    (field ?? place.current?.querySelector('button'))?.focus();
  }, [shown]);
  return place;
}
