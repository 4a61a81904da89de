import { TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import { refusalOf } from '#client/lib/failure.ts';
import type { Renewer } from '#client/session/renewal.ts';

export interface RefreshLinkOptions {
  readonly renewer: Pick<Renewer, 'epoch' | 'renew'>;
  /** A call was refused again right after a renewal: somebody should ask how the session stands. */
  readonly onRefusedAgain: () => void;
}

/** A call refused with 401 `UNAUTHENTICATED` is sent once more after the session was renewed. */
export function refreshLink({ renewer, onRefusedAgain }: RefreshLinkOptions): TRPCLink<AnyRouter> {
  return () => (call) => {
    if (!needsSession(call.op.path)) return call.next(call.op);
    return observable((observer) => {
      const sentAt = renewer.epoch();
      let subscription: Unsubscribable | null = null;
      let isCancelled = false;

      const send = (onRefused: (refused: TRPCClientError<AnyRouter>) => unknown) => {
        subscription = call.next(call.op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => void (isUnauthenticated(error) ? onRefused(error) : observer.error(error)),
        });
      };
      const sendAgain = () =>
        send((refused) => {
          onRefusedAgain();
          observer.error(refused);
        });

      send(async (refused) => {
        const renewal = await renewer.renew(sentAt);
        if (isCancelled) return;
        if (renewal.kind === 'renewed') sendAgain();
        else if (renewal.kind === 'failed') observer.error(TRPCClientError.from(renewal.error as Error));
        else observer.error(refused);
      });

      return () => {
        isCancelled = true;
        subscription?.unsubscribe();
      };
    });
  };
}

const callsWithoutSession = new Set([
  'auth.register',
  'auth.login',
  'auth.session',
  'auth.refresh',
  'auth.logout',
]);

function needsSession(path: string): boolean {
  return !callsWithoutSession.has(path) && !path.startsWith('tokens.');
}

function isUnauthenticated(error: unknown): boolean {
  return refusalOf(error)?.code === 'UNAUTHENTICATED';
}
