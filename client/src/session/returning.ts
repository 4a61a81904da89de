import type { SessionStore } from '#client/session/state.ts';

/**
 * Waits for the same person to sign in again over the page whose session has ended. False at once where it has not,
 * and when somebody else comes, or nobody.
 */
export function sameUserReturns(store: Pick<SessionStore, 'getState' | 'subscribe'>): Promise<boolean> {
  const { hasEnded, identity } = store.getState();
  if (!hasEnded) return Promise.resolve(false);
  return new Promise((resolve) => {
    const stop = store.subscribe((now) => {
      if (now.hasEnded) return;
      stop();
      resolve(now.status === 'signed-in' && now.identity === identity);
    });
  });
}
