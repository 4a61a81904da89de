import { useMemo } from 'react';
import { useFormat } from '#client/lib/format-for-user.ts';
import { createFigures, type Figures } from '#client/money/figures/figure-text.ts';

/** Figures as the signed-in person reads them. */
export function useFigures(): Figures {
  const format = useFormat();
  return useMemo(() => createFigures(format), [format]);
}
