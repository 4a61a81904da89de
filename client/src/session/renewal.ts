import type { TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { createStore, useStore } from 'zustand';
import { refusalOf, statusOf, type Refusal } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import type { SessionLock } from '#client/session/tabs.ts';
import type { SessionOutput, SessionTimes } from '#shared/identity/auth.ts';

/** What the server says of itself: where it is reached, and what it offers. Null until it was asked. */
export const aboutServer = createStore<Partial<Pick<SessionOutput, 'appOrigin' | 'features'>> | null>()(
  () => null,
);

/**
 * Whether one may register here, as `public/first-page.js` asked before the application ran, or as the server has said
 * since. Undefined while nobody knows.
 */
export function useRegistrationOpen(): boolean | undefined {
  const features = useStore(aboutServer)?.features;
  const told = unlessDenied(() => document.documentElement.dataset['registration']);
  return features?.registration ?? (told ? told === 'open' : undefined);
}

/** The two calls that settle whether there is a session; neither goes through lock or refresh themselves. */
export interface AuthCalls {
  session(): Promise<SessionOutput>;
  refresh(): Promise<SessionTimes>;
}

export function createAuthCalls(transport: TRPCLink<AnyRouter>): AuthCalls {
  const { auth } = trpc.createClient({ links: [transport] });
  return {
    async session() {
      const session = await auth.session.query();
      aboutServer.setState({ appOrigin: session.appOrigin, features: session.features }, true);
      return session;
    },
    refresh: () => auth.refresh.mutate(),
  };
}

/** How an attempt to get a fresh access token went. Only `ended` means that the session is over. */
export type Renewal =
  | { readonly kind: 'renewed' }
  | { readonly kind: 'ended'; readonly reason: Refusal | null }
  /** Somebody else has signed in meanwhile: the refused call must not be sent in their name. */
  | { readonly kind: 'replaced'; readonly session: SessionOutput }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface RenewerOptions {
  readonly lock: SessionLock;
  readonly calls: AuthCalls;
  /** The user this page works for, null before that is known. */
  readonly userId: () => string | null;
  readonly onRefreshed: (times: SessionTimes) => void;
  readonly onRenewal: (renewal: Renewal) => void;
}

/** One renewal in flight per page and, through the lock, one per browser. */
export function createRenewer(options: RenewerOptions) {
  let inFlight: Promise<Renewal> | null = null;
  let epoch = 0;

  async function renew(): Promise<Renewal> {
    const renewal = await options.lock((hasWaited) => renewInLock(options, hasWaited)).catch(failed);
    if (renewal.kind === 'renewed') epoch += 1;
    options.onRenewal(renewal);
    return renewal;
  }

  return {
    /** Grows with every renewal that this page made or heard of. */
    epoch: () => epoch,
    noteRefresh: () => void (epoch += 1),
    /** `since` is the epoch at which the refused call was sent: a renewal after it needs no second one. */
    renew(since: number): Promise<Renewal> {
      if (since !== epoch) return Promise.resolve({ kind: 'renewed' });
      inFlight ??= renew().finally(() => (inFlight = null));
      return inFlight;
    },
  };
}
export type Renewer = ReturnType<typeof createRenewer>;

async function renewInLock(options: RenewerOptions, hasWaited: boolean): Promise<Renewal> {
  if (hasWaited) {
    const session = await options.calls.session();
    if (session.user) return foundAlive(session, options.userId());
  }
  const refused = await refresh(options);
  return refused ? askOnceMore(options, refused.reason) : { kind: 'renewed' };
}

/** A 401 may speak of a cookie that is no longer the one in the jar. */
async function askOnceMore(options: RenewerOptions, reason: Refusal | null): Promise<Renewal> {
  const session = await options.calls.session();
  if (session.user) return foundAlive(session, options.userId());
  if (!session.canRefresh) return { kind: 'ended', reason };
  const refused = await refresh(options);
  return refused ? { kind: 'ended', reason: refused.reason } : { kind: 'renewed' };
}

/** Null when refreshed, the reason of a 401 otherwise. No other failure says anything about the session. */
async function refresh({ calls, onRefreshed }: RenewerOptions): Promise<{ reason: Refusal | null } | null> {
  try {
    onRefreshed(await calls.refresh());
    return null;
  } catch (error) {
    if (statusOf(error) !== 401) throw error;
    return { reason: refusalOf(error) };
  }
}

function foundAlive(session: SessionOutput, expected: string | null): Renewal {
  const isSame = expected === null || expected === session.user?.id;
  return isSame ? { kind: 'renewed' } : { kind: 'replaced', session };
}

function failed(error: unknown): Renewal {
  return { kind: 'failed', error };
}
