import type { TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { tap } from '@trpc/server/observable';
import type { SessionTimes } from '#shared/identity/auth.ts';
import type { User } from '#shared/identity/users.ts';

/** What the answers of some procedures say about the session, whoever made the call. */
export interface IdentityListener {
  signedIn(opened: SessionTimes & { user: User }): void;
  signedOut(): void;
  /** The same user goes on under a new session and new cookies. */
  reopened(times: SessionTimes): void;
  userRead(user: User): void;
  profileChanged(user: User): void;
}

type Opened = SessionTimes & { readonly user: User };
type LoginAnswer = (Opened & { readonly status: 'signed-in' }) | { readonly status: 'second-factor' };

function readers(listener: IdentityListener): Record<string, (data: unknown) => void> {
  return {
    'auth.register': (data) => listener.signedIn(data as Opened),
    'auth.login': (data) => {
      const answer = data as LoginAnswer;
      if (answer.status === 'signed-in') listener.signedIn(answer);
    },
    'auth.logout': () => listener.signedOut(),
    'sessions.revokeAll': () => listener.signedOut(),
    'account.delete': () => listener.signedOut(),
    'account.changePassword': (data) => listener.reopened(data as SessionTimes),
    'users.me': (data) => listener.userRead(data as User),
    'users.updateProfile': (data) => listener.profileChanged(data as User),
  };
}

/** Inside the lock, so that the page learns of a new identity before any other tab may change it again. */
export function identityLink(listener: IdentityListener): TRPCLink<AnyRouter> {
  const read = readers(listener);
  return () =>
    ({ op, next }) =>
      next(op).pipe(
        tap({
          next: ({ result }) => {
            if ('data' in result) read[op.path]?.(result.data);
          },
        }),
      );
}
