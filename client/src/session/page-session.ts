import type { AuthCalls } from '#client/session/auth-calls.ts';
import type { IdentityListener } from '#client/session/identity-link.ts';
import { createRenewer } from '#client/session/renewal.ts';
import type { SessionLock } from '#client/session/session-lock.ts';
import { createAsk, createSessionStore } from '#client/session/session-store.ts';
import type { TabChannel, TabMessage } from '#client/session/tab-channel.ts';

export interface PageSessionParts {
  readonly calls: AuthCalls;
  readonly lock: SessionLock;
  readonly channel: TabChannel;
}

/** The session of one page: its state, its renewals, and what it tells and hears from other tabs. */
export function createPageSession({ calls, lock, channel }: PageSessionParts) {
  const store = createSessionStore();
  const renewer = createRenewer({
    lock,
    calls,
    userId: () => store.state().user?.id ?? null,
    onRefreshed: (times) => {
      store.timesRead(times);
      channel.tell({ type: 'refreshed' });
    },
    onRenewal: store.renewed,
  });
  const ask = createAsk({ calls, store, renew: () => renewer.renew(renewer.epoch()) });

  const identity: IdentityListener = {
    signedIn: (opened) => {
      store.signedIn(opened);
      channel.tell({ type: 'signed-in' });
    },
    signedOut: () => {
      store.signedOut();
      channel.tell({ type: 'signed-out' });
    },
    reopened: ({ accessExpiresAt, sessionExpiresAt }) => {
      store.timesRead({ accessExpiresAt, sessionExpiresAt });
      // A call that went out with the old cookies is only sent again: the new ones need no refresh.
      renewer.heardOfRefresh();
      channel.tell({ type: 'refreshed' });
    },
    userRead: store.userRead,
    profileChanged: (user) => {
      store.userRead(user);
      channel.tell({ type: 'profile-changed' });
    },
  };

  const hear: Record<TabMessage['type'], () => void> = {
    'signed-in': () => void ask(),
    'signed-out': store.signedOut,
    refreshed: renewer.heardOfRefresh,
    'profile-changed': () => void ask(),
  };
  channel.listen(({ type }) => hear[type]());

  /** The browser shows a page of before: whoever signed out meanwhile must leave nothing on it. */
  async function reopened(): Promise<void> {
    const isAnswered = await ask();
    if (!isAnswered) store.doubted();
    else if (store.state().hasEnded) store.signedOut();
  }

  return { store, renewer, lock, identity, calls, ask, reopened };
}
export type PageSession = ReturnType<typeof createPageSession>;
