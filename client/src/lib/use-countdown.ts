import { useCallback, useSyncExternalStore } from 'react';

/** Whole seconds left until `endsAt`, live; null where there is nothing to wait for. */
export function useCountdown(endsAt: number | null): number | null {
  const subscribe = useCallback((onTick: () => void) => tickUntil(endsAt, onTick), [endsAt]);
  const read = () => secondsUntil(endsAt);
  return useSyncExternalStore(subscribe, read, read);
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
