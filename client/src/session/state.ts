import { createStore } from 'zustand';
import type { Refusal } from '#client/lib/failure.ts';
import type { Renewal } from '#client/session/renewal.ts';
import type { SessionOutput, SessionTimes } from '#shared/identity/auth.ts';
import type { User } from '#shared/identity/users.ts';

/** What this page knows of its session. `unreachable`: nobody could be asked, so nothing is claimed. */
type SessionStatus = 'loading' | 'signed-in' | 'signed-out' | 'unreachable';

export interface SessionState {
  readonly status: SessionStatus;
  readonly user: User | null;
  readonly accessExpiresAt: string | null;
  readonly sessionExpiresAt: string | null;
  /** The session ended while its page was open: the page stays, and its user is asked to sign in again. */
  readonly hasEnded: boolean;
  readonly endReason: Refusal | null;
  /** Grows whenever somebody else, or nobody, is signed in: everything private of before must go. */
  readonly identity: number;
}

const unknownSession: SessionState = {
  status: 'loading',
  user: null,
  accessExpiresAt: null,
  sessionExpiresAt: null,
  hasEnded: false,
  endReason: null,
  identity: 0,
};

/** What opens a session on a page. */
export type SignedIn = SessionTimes & { readonly user: User };

/** The one home of the signed-in user: every reading of them ends here, and every view reads them from here. */
export function createSessionStore() {
  const { setState: set, ...readable } = createStore<SessionState>()(() => unknownSession);
  let revision = 0;

  return {
    ...readable,
    /** Grows with every sign-in and sign-out: what was asked before it is no longer news. */
    revision: () => revision,
    signedIn: (opened: SignedIn) => {
      revision += 1;
      set((state) => signedIn(state, opened));
    },
    signedOut: () => {
      revision += 1;
      set(signedOut);
    },
    userRead: (user: User) => set((state) => userRead(state, user)),
    timesRead: ({ accessExpiresAt, sessionExpiresAt }: SessionTimes) =>
      set({ accessExpiresAt, sessionExpiresAt }),
    answered: (answer: SessionOutput) => set((state) => answered(state, answer)),
    unanswered: () => set(unanswered),
    distrust: () => set(distrusted),
    /** A renewal found the session over, or somebody else's. */
    renewalMade: (renewal: Renewal) => {
      if (renewal.kind === 'ended') set((state) => ended(state, renewal.reason));
      if (renewal.kind === 'replaced') set((state) => answered(state, renewal.session));
    },
  };
}
export type SessionStore = ReturnType<typeof createSessionStore>;

function signedIn(state: SessionState, { user, ...times }: SignedIn): SessionState {
  const isSame = state.user === null ? state.status !== 'signed-out' : state.user.id === user.id;
  return {
    status: 'signed-in',
    user,
    accessExpiresAt: times.accessExpiresAt,
    sessionExpiresAt: times.sessionExpiresAt,
    hasEnded: false,
    endReason: null,
    identity: isSame ? state.identity : state.identity + 1,
  };
}

function signedOut(state: SessionState): SessionState {
  const identity = state.user === null ? state.identity : state.identity + 1;
  return { ...unknownSession, status: 'signed-out', identity };
}

/** Only a page that shows somebody's data can see its session end; elsewhere nobody is signed in. */
function ended(state: SessionState, endReason: Refusal | null): SessionState {
  return state.user === null ? signedOut(state) : { ...state, hasEnded: true, endReason };
}

function answered(state: SessionState, answer: SessionOutput): SessionState {
  const { user, accessExpiresAt, sessionExpiresAt } = answer;
  if (!user || !accessExpiresAt || !sessionExpiresAt) return ended(state, null);
  return signedIn(state, { user, accessExpiresAt, sessionExpiresAt });
}

/** A failure to ask proves nothing about somebody already signed in. */
function unanswered(state: SessionState): SessionState {
  return state.user === null ? { ...state, status: 'unreachable' } : state;
}

/** Nothing private may stay on the page while nobody could be asked whose page it is. */
function distrusted(state: SessionState): SessionState {
  return { ...signedOut(state), status: 'unreachable' };
}

/** A newer reading of the same user; late and foreign ones change nothing. */
function userRead(state: SessionState, user: User): SessionState {
  const isNewer = state.user?.id === user.id && state.user.version <= user.version;
  return isNewer ? { ...state, user } : state;
}
