import { createTRPCUntypedClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { errorCatalog, type ErrorCode } from '#shared/errors.ts';
import type { SessionOutput } from '#shared/identity/auth.ts';
import type { User } from '#shared/identity/users.ts';
import { sessionLinks } from '#client/session/links.ts';
import { createPageSession } from '#client/session/page.ts';
import { createAuthCalls } from '#client/session/renewal.ts';
import type { SessionLock, TabChannel, TabMessage } from '#client/session/tabs.ts';

const served = {
  appOrigin: 'http://localhost:3000',
  features: { registration: true, mails: false, outbox: false, passkeys: false, confirmedEmailOnly: false },
};
const times = {
  accessExpiresAt: '2026-01-01T00:15:00.000Z',
  sessionExpiresAt: '2026-01-02T00:00:00.000Z',
};

/** Of a session that goes on after a change of password: a fresh access token, the old end. */
export const reopenedTimes = { ...times, accessExpiresAt: '2026-01-01T00:20:00.000Z' };

export function person(id: string, changes: Partial<User> = {}): User {
  const instant = '2026-01-01T00:00:00.000Z';
  return {
    id,
    email: `${id}@example.org`,
    username: id,
    fullName: null,
    role: 'user',
    permissions: [],
    locale: 'en',
    theme: 'dark',
    timeZone: 'UTC',
    baseCurrency: 'USD',
    numberFormat: 'auto',
    avatarUrl: null,
    isActive: true,
    emailVerified: false,
    maxChats: 10,
    version: 1,
    createdAt: instant,
    updatedAt: instant,
    lastLoginAt: instant,
    ...changes,
  };
}

/** A refusal as it comes over the wire. */
export function refused(code: ErrorCode) {
  const { status } = errorCatalog[code];
  const data = { code: 'X', httpStatus: status, app: { code, requestId: 'request-1' } };
  return TRPCClientError.from<AnyRouter>({ error: { code: -32000, message: code, data } });
}

export const networkFailure = () => TRPCClientError.from<AnyRouter>(new TypeError('Failed to fetch'));

const aborted = () => TRPCClientError.from<AnyRouter>(new DOMException('aborted', 'AbortError'));

/** A server with one cookie jar, shared by every tab that talks to it. */
export function fakeApi() {
  const jar = { user: person('anna') as User | null, hasAccess: true, hasRefresh: true };
  const calls: string[] = [];
  const session = (): SessionOutput =>
    jar.user && jar.hasAccess
      ? { ...served, user: jar.user, canRefresh: jar.hasRefresh, ...times }
      : { ...served, user: null, canRefresh: jar.hasRefresh, accessExpiresAt: null, sessionExpiresAt: null };
  const answers: Record<string, () => unknown> = {
    'auth.session': session,
    'auth.refresh': () => {
      if (!jar.hasRefresh) throw refused('SESSION_REVOKED');
      jar.hasAccess = true;
      return times;
    },
    'auth.login': () => {
      Object.assign(jar, { user: person('anna'), hasAccess: true, hasRefresh: true });
      return { status: 'signed-in', user: jar.user, ...times };
    },
    'auth.logout': () => {
      Object.assign(jar, { user: null, hasAccess: false, hasRefresh: false });
      return { ok: true };
    },
    'sessions.revokeAll': () => {
      Object.assign(jar, { user: null, hasAccess: false, hasRefresh: false });
      return { endedSessions: 2 };
    },
    'account.delete': () => {
      Object.assign(jar, { user: null, hasAccess: false, hasRefresh: false });
      return { ok: true };
    },
    'account.changePassword': () => {
      Object.assign(jar, { hasAccess: true, hasRefresh: true });
      return { endedSessions: 1, ...reopenedTimes };
    },
    'users.me': () => {
      if (!jar.user || !jar.hasAccess) throw refused('UNAUTHENTICATED');
      return jar.user;
    },
  };
  return { jar, calls, answers, count: (path: string) => calls.filter((call) => call === path).length };
}
export type FakeApi = ReturnType<typeof fakeApi>;

/** Answers a turn later, as a network would; what was cancelled before is never sent. */
function apiLink(api: FakeApi): TRPCLink<AnyRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        if (op.signal?.aborted) return observer.error(aborted());
        api.calls.push(op.path);
        setTimeout(() => {
          try {
            observer.next({ result: { type: 'data', data: api.answers[op.path]?.() } });
            observer.complete();
          } catch (error) {
            observer.error(error as TRPCClientError<AnyRouter>);
          }
        });
      });
}

/** One tab: a page's session and a client whose calls go the way of the product's. */
export function openTab(api: FakeApi, lock: SessionLock, channel: TabChannel) {
  const transport = apiLink(api);
  const page = createPageSession({ calls: createAuthCalls(transport), lock, channel });
  return { ...page, client: createTRPCUntypedClient({ links: sessionLinks(page, transport) }) };
}

/** What one tab broadcasts reaches every other. */
export function fakeChannels() {
  const listeners: ((message: TabMessage) => void)[] = [];
  return (): TabChannel => {
    let own: ((message: TabMessage) => void) | null = null;
    return {
      broadcast: (message) =>
        listeners.filter((listener) => listener !== own).forEach((receive) => receive(message)),
      onMessage: (listener) => {
        own = listener;
        listeners.push(listener);
      },
    };
  };
}
