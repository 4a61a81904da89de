import { TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import type { AuthCalls } from '#client/session/auth-calls.ts';

/** The server opened a session, and this browser, or what stands between, dropped its cookies. */
export class CookiesLost extends Error {
  override name = 'CookiesLost';
}

const opening = new Set(['auth.register', 'auth.login']);

/**
 * Asks once after a sign-in whether its cookies came back. Where they did not, nobody is signed in, and the form says
 * so: a dashboard whose every card is refused would not.
 */
export function cookiesKeptLink(calls: Pick<AuthCalls, 'session'>): TRPCLink<AnyRouter> {
  return () => (call) => {
    if (!opening.has(call.op.path)) return call.next(call.op);
    return observable((observer) => {
      let subscription: Unsubscribable | null = null;
      let asked: Promise<boolean> = Promise.resolve(true);
      subscription = call.next(call.op).subscribe({
        next: (value) => {
          const opened = 'data' in value.result && isOpened(value.result.data);
          if (opened) asked = areKept(calls);
          void asked.then((isKept) => isKept && observer.next(value));
        },
        error: (error) => observer.error(error),
        complete: () =>
          void asked.then((isKept) =>
            isKept ? observer.complete() : observer.error(TRPCClientError.from(new CookiesLost())),
          ),
      });
      return () => subscription?.unsubscribe();
    });
  };
}

function isOpened(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'user' in data;
}

/** Only an answer that knows nobody proves it; no answer proves nothing. */
function areKept(calls: Pick<AuthCalls, 'session'>): Promise<boolean> {
  return calls.session().then(
    ({ user, canRefresh }) => user !== null || canRefresh,
    () => true,
  );
}
