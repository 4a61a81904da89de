import { useSyncExternalStore } from 'react';

const subscribers = new Set<() => void>();
let usualAddress: string | null = null;

/** What the server says of where it is reached; an older one says nothing. */
export function noteAddress(appOrigin: string | undefined): void {
  usualAddress = appOrigin ?? null;
  for (const subscriber of subscribers) subscriber();
}

function subscribe(subscriber: () => void) {
  subscribers.add(subscriber);
  return () => subscribers.delete(subscriber);
}

/**
 * Where these pages should have been opened; null where they work. From plain http on another host browsers send no
 * Fetch Metadata and keep no Secure cookie, so the server refuses what is sent.
 */
export function useBetterAddress(): string | null {
  const usual = useSyncExternalStore(subscribe, () => usualAddress);
  return usual === null || usual === location.origin || isSecureContext ? null : usual;
}
