import { createRenewer, type AuthCalls, type Renewer } from '#client/session/renewal.ts';
import { createSessionStore, type SessionStore, type SignedIn } from '#client/session/state.ts';
import type { SessionLock, TabChannel, TabMessage } from '#client/session/tabs.ts';
import type { SessionTimes } from '#shared/identity/auth.ts';
import type { User } from '#shared/identity/users.ts';

export interface PageSessionParts {
  readonly calls: AuthCalls;
  readonly lock: SessionLock;
  readonly channel: TabChannel;
}

/** The session of one page: its state, its renewals, and the messages between it and other tabs. */
export function createPageSession({ calls, lock, channel }: PageSessionParts) {
  const store = createSessionStore();
  const renewer = createRenewer({
    lock,
    calls,
    userId: () => store.getState().user?.id ?? null,
    onRefreshed: (times) => {
      store.timesRead(times);
      channel.broadcast({ type: 'refreshed' });
    },
    onRenewal: store.renewalMade,
  });
  const checkSession = createSessionCheck({ calls, store, renewer });

  /** What answers say about the session. */
  const identity = {
    signedIn: (opened: SignedIn) => {
      store.signedIn(opened);
      channel.broadcast({ type: 'signed-in' });
    },
    signedOut: () => {
      store.signedOut();
      channel.broadcast({ type: 'signed-out' });
    },
    /** The same user goes on under a new session and new cookies. */
    renewed: (times: SessionTimes) => {
      store.timesRead(times);
      // A call that went out with the old cookies is only sent again: the new ones need no refresh.
      renewer.noteRefresh();
      channel.broadcast({ type: 'refreshed' });
    },
    userRead: store.userRead,
    profileChanged: (user: User) => {
      store.userRead(user);
      channel.broadcast({ type: 'profile-changed' });
    },
  };

  const onMessage: Record<TabMessage['type'], () => void> = {
    'signed-in': () => void checkSession(),
    'signed-out': store.signedOut,
    refreshed: renewer.noteRefresh,
    'profile-changed': () => void checkSession(),
  };
  channel.onMessage(({ type }) => onMessage[type]());

  /** The browser shows a page of before: whoever signed out meanwhile must leave nothing on it. */
  async function reopened(): Promise<void> {
    const isAnswered = await checkSession();
    if (!isAnswered) store.distrust();
    else if (store.getState().hasEnded) store.signedOut();
  }

  return { store, renewer, lock, identity, calls, checkSession, reopened };
}
export type PageSession = ReturnType<typeof createPageSession>;

/**
 * Access may run out, or be taken, between a renewal and the question that follows it. Who can still renew is not
 * signed out. Who has to renew again and again is told that the server could not be asked.
 */
const maximumRenewals = 4;

interface SessionCheckParts {
  readonly calls: AuthCalls;
  readonly store: SessionStore;
  readonly renewer: Renewer;
}

/**
 * Asks the server who is signed in here; with only a refresh token left, renews first and asks again.
 * False when nobody could be asked. An answer overtaken by a sign-in or sign-out is dropped.
 */
function createSessionCheck({ calls, store, renewer }: SessionCheckParts): () => Promise<boolean> {
  async function askAndRenew() {
    for (let count = 0; count < maximumRenewals; count += 1) {
      const answer = await calls.session();
      if (answer.user || !answer.canRefresh) return answer;
      const renewal = await renewer.renew(renewer.epoch());
      if (renewal.kind === 'failed') throw renewal.error;
    }
    throw new Error('the session can be renewed, and yet nobody is signed in');
  }

  return async () => {
    const askedAt = store.revision();
    const answer = await askAndRenew().catch(() => null);
    if (store.revision() !== askedAt) return true;
    if (answer) store.answered(answer);
    else store.unanswered();
    return answer !== null;
  };
}

const checkAgainMilliseconds = 5_000;

/** Asks who is signed in when the page opens, comes back from the browser's cache, or was left unanswered. */
export function watchPage({ store, checkSession, reopened }: PageSession): void {
  window.addEventListener('pagehide', ({ persisted }) => persisted && conceal(true));
  window.addEventListener(
    'pageshow',
    ({ persisted }) => persisted && void reopened().finally(() => conceal(false)),
  );

  const checkIfUnanswered = () => store.getState().status === 'unreachable' && void checkSession();
  window.addEventListener('online', checkIfUnanswered);
  setInterval(checkIfUnanswered, checkAgainMilliseconds);

  void checkSession();
}

/** A page kept for Back is painted before any script runs, so it is put away as it leaves. */
function conceal(isConcealed: boolean) {
  document.documentElement.style.visibility = isConcealed ? 'hidden' : '';
}
