import { useEffect, useRef } from 'react';

/** Moves the focus to the first field, else the first button, of what has taken another's place under the pointer. */
export function useFocusInside(shown: string) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => focusIn(place.current, shown), [shown]);
  return place;
}

function focusIn(place: HTMLElement | null, _shown: string): void {
  const field = place?.querySelector<HTMLElement>('input:not([tabindex="-1"])');
  (field ?? place?.querySelector('button'))?.focus();
}
