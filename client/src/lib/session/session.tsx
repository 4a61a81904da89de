import { createContext, use, type ReactNode } from 'react';
import { unknownSession, type SessionState } from '#client/lib/session/session-state.ts';

/** What a view may know of the session; `retry` asks again after `unreachable`. */
export interface Session extends SessionState {
  retry(): void;
}

const SessionContext = createContext<Session>({ ...unknownSession, retry: () => undefined });

export function SessionProvider({ children }: { children: ReactNode }) {
  return <SessionContext value={{ ...unknownSession, retry: () => undefined }}>{children}</SessionContext>;
}

export function useSession(): Session {
  return use(SessionContext);
}

export interface SignOut {
  /** Resolves when the server has ended the session; a failure is told by `error` and the session stays. */
  signOut(): Promise<void>;
  readonly isPending: boolean;
  readonly error: unknown;
}

export function useSignOut(): SignOut {
  return { signOut: () => Promise.resolve(), isPending: false, error: null };
}
