import { useEffect, useRef } from 'react';

/**
 * Moves the focus to the first field, else the first button, of what has taken another's place under the pointer. In a
 * dialog not at first: it moves the focus itself, and must know where it was.
 */
export function useFocusInside(shown: string, { isInDialog = false } = {}) {
  const place = useRef<HTMLDivElement>(null);
  const isPlaced = useRef(isInDialog);
  useEffect(() => {
    if (!isPlaced.current) focusIn(place.current, shown);
    isPlaced.current = false;
  }, [shown]);
  return place;
}

function focusIn(place: HTMLElement | null, _shown: string): void {
  const field = place?.querySelector<HTMLElement>('input:not([tabindex="-1"])');
  (field ?? place?.querySelector('button'))?.focus();
}
