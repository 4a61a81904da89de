import type { User } from '#shared/schemas/users.ts';

/** What this page knows of its session. `unreachable`: nobody could be asked, so nothing is claimed. */
export type SessionStatus = 'loading' | 'signed-in' | 'signed-out' | 'unreachable';

export interface SessionState {
  readonly status: SessionStatus;
  readonly user: User | null;
  readonly accessExpiresAt: string | null;
  readonly sessionExpiresAt: string | null;
  /** The session ended while its page was open: the page stays, and asks its user to sign in again. */
  readonly hasEnded: boolean;
}

export const unknownSession: SessionState = {
  status: 'loading',
  user: null,
  accessExpiresAt: null,
  sessionExpiresAt: null,
  hasEnded: false,
};
