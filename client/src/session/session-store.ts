import type { AuthCalls } from '#client/session/auth-calls.ts';
import type { Renewal } from '#client/session/renewal.ts';
import * as next from '#client/session/session-state.ts';
import type { SessionTimes } from '#shared/identity/auth.ts';
import type { User } from '#shared/identity/users.ts';

/** Holds what the page knows of its session and tells its subscribers when that changes. */
export function createSessionStore() {
  let state = next.unknownSession;
  let revision = 0;
  const subscribers = new Set<() => void>();

  function become(changed: next.SessionState) {
    if (changed === state) return;
    state = changed;
    for (const subscriber of subscribers) subscriber();
  }

  return {
    state: () => state,
    subscribe: (subscriber: () => void): (() => void) => {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    /** Grows with every sign-in and sign-out: what was asked before it is no longer news. */
    revision: () => revision,
    signedIn: (opened: SessionTimes & { user: User }) => {
      revision += 1;
      become(next.signedIn(state, opened));
    },
    signedOut: () => {
      revision += 1;
      become(next.signedOut(state));
    },
    userRead: (user: User) => become(next.userRead(state, user)),
    timesRead: (times: SessionTimes) => become({ ...state, ...times }),
    unanswered: () => become(next.unanswered(state)),
    /** The page must not show anybody's data before it could ask again. */
    doubted: () => become(next.doubted(state)),
    /** A renewal found the session over, or somebody else's. */
    renewed: (renewal: Renewal) => {
      if (renewal.kind === 'ended') become(next.ended(state, renewal.reason));
      if (renewal.kind === 'replaced') become(next.answered(state, renewal.session));
    },
    answered: (answer: Parameters<typeof next.answered>[1]) => become(next.answered(state, answer)),
  };
}
export type SessionStore = ReturnType<typeof createSessionStore>;

export interface AskOptions {
  readonly calls: AuthCalls;
  readonly store: SessionStore;
  readonly renew: () => Promise<Renewal>;
}

/**
 * Access may run out, or be taken, between a renewal and the question that follows it. Who can still renew is not
 * signed out; who has to renew again and again is better told that the server could not be asked.
 */
const maximumRenewals = 4;

/**
 * Asks the server who is signed in here; with only a refresh token left, renews first and asks again.
 * False when nobody could be asked. An answer overtaken by a sign-in or sign-out is dropped.
 */
export function createAsk({ calls, store, renew }: AskOptions): () => Promise<boolean> {
  async function answer() {
    for (let count = 0; count < maximumRenewals; count += 1) {
      const told = await calls.session();
      if (told.user || !told.canRefresh) return told;
      const renewal = await renew();
      if (renewal.kind === 'failed') throw renewal.error;
    }
    throw new Error('the session can be renewed, and yet nobody is signed in');
  }

  return async () => {
    const askedAt = store.revision();
    const told = await answer().catch(() => null);
    if (store.revision() !== askedAt) return true;
    if (told) store.answered(told);
    else store.unanswered();
    return told !== null;
  };
}
