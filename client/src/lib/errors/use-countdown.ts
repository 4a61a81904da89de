import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** Whole seconds left of a wait that began when `wait` was first seen; null where there is none. */
export function useCountdown(wait: { readonly seconds: number } | null): number | null {
  const endsAt = useMemo(() => (wait ? Date.now() + wait.seconds * 1000 : null), [wait]);
  const subscribe = useCallback((onTick: () => void) => tickUntil(endsAt, onTick), [endsAt]);
  return useSyncExternalStore(subscribe, () => secondsUntil(endsAt));
}

function secondsUntil(endsAt: number | null): number | null {
  return endsAt === null ? null : Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
}

function tickUntil(endsAt: number | null, onTick: () => void): () => void {
  const timer = setInterval(() => {
    onTick();
    if (!secondsUntil(endsAt)) clearInterval(timer);
  }, 250);
  return () => clearInterval(timer);
}
