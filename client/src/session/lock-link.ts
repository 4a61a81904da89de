import type { TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import type { SessionLock } from '#client/session/session-lock.ts';

/** Every procedure whose answer sets or clears the session's cookies. */
const cookieWriters = new Set([
  'auth.register',
  'auth.login',
  'auth.refresh',
  'auth.logout',
  'account.changePassword',
  'account.delete',
  'sessions.revokeAll',
]);

/** Calls that write session cookies go one at a time in the whole browser. */
export function lockLink(lock: SessionLock): TRPCLink<AnyRouter> {
  return () => (call) => {
    if (!cookieWriters.has(call.op.path)) return call.next(call.op);
    return observable((observer) => {
      let subscription: Unsubscribable | null = null;
      let isCancelled = false;
      let release: () => void = () => undefined;

      const answered = () =>
        new Promise<void>((resolve) => {
          release = resolve;
          if (isCancelled) return resolve();
          subscription = call.next(call.op).subscribe({
            next: (value) => observer.next(value),
            error: (error) => (observer.error(error), resolve()),
            complete: () => (observer.complete(), resolve()),
          });
        });

      void lock(answered);
      return () => {
        isCancelled = true;
        subscription?.unsubscribe();
        release();
      };
    });
  };
}
