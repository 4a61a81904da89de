import { TRPCClientError, type Operation, type OperationResultEnvelope, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { CookiesLost, refusalOf } from '#client/lib/failure.ts';
import type { PageSession } from '#client/session/page.ts';
import type { AuthCalls } from '#client/session/renewal.ts';
import type { SignedIn } from '#client/session/state.ts';
import type { SessionLock } from '#client/session/tabs.ts';
import { traitsOf } from '#shared/calls.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { SessionTimes } from '#shared/identity/auth.ts';
import type { User } from '#shared/identity/users.ts';

type LinkedPage = Pick<PageSession, 'renewer' | 'checkSession' | 'lock' | 'identity' | 'calls'>;

/**
 * What every call passes, from the page to the wire. The order matters. A refused call releases the lock before the
 * refresh takes it. The page learns of a new identity while the lock still keeps other tabs from changing it.
 */
export function sessionLinks(page: LinkedPage, transport: TRPCLink<AnyRouter>): TRPCLink<AnyRouter>[] {
  return [
    refreshLink(page),
    lockLink(page.lock),
    identityLink(page.identity),
    cookiesKeptLink(page.calls),
    transport,
  ];
}

/**
 * A call refused with 401 `UNAUTHENTICATED` is sent once more after the session was renewed. `FORBIDDEN` says that a
 * permission was taken away meanwhile. The page asks which ones are left, and closes what they do not open.
 */
function refreshLink({ renewer, checkSession }: LinkedPage): TRPCLink<AnyRouter> {
  return linkOf(async ({ path }, send) => {
    if (!traitsOf(path).needsSession) return send();
    const sentAt = renewer.epoch();
    try {
      return await send();
    } catch (refused) {
      if (isRefusedAs('FORBIDDEN', refused)) void checkSession();
      if (!isRefusedAs('UNAUTHENTICATED', refused)) throw refused;
      const renewal = await renewer.renew(sentAt);
      if (renewal.kind === 'failed') throw renewal.error;
      if (renewal.kind !== 'renewed') throw refused;
    }
    return send().catch((refusedAgain: unknown) => {
      if (isRefusedAs('UNAUTHENTICATED', refusedAgain)) void checkSession();
      throw refusedAgain;
    });
  });
}

function isRefusedAs(code: ErrorCode, error: unknown): boolean {
  return refusalOf(error)?.code === code;
}

/**
 * Calls that write session cookies go one at a time in the whole browser. An answer is told inside the lock. No
 * page is painted between the end of a session and what its caller does then.
 */
function lockLink(lock: SessionLock): TRPCLink<AnyRouter> {
  return linkOf(({ path }, send) => {
    if (traitsOf(path).cookies === 'keep') return send();
    return new Promise((resolve, reject) => {
      lock(() => send().then(resolve)).catch(reject);
    });
  });
}

/** The page learns from an answer what it says about the session, whoever made the call. */
function identityLink(identity: LinkedPage['identity']): TRPCLink<AnyRouter> {
  return linkOf(async (operation, send) => {
    const answer = await send();
    if ('data' in answer.result) learn(identity, operation, answer.result.data);
    return answer;
  });
}

function learn(identity: LinkedPage['identity'], { path, type }: Operation, data: unknown): void {
  const { cookies, answersUser } = traitsOf(path);
  if (cookies === 'end') identity.signedOut();
  if (cookies === 'open' && isOpened(data)) identity.signedIn(data);
  if (cookies === 'renew' && hasTimes(data)) identity.renewed(data);
  if (!answersUser || !isUser(data)) return;
  if (type === 'mutation') identity.profileChanged(data);
  else identity.userRead(data);
}

/**
 * Asks once after a sign-in whether its cookies came back. Where they did not, nobody is signed in, and the form says
 * so. A dashboard whose every card is refused would not.
 */
function cookiesKeptLink(calls: Pick<AuthCalls, 'session'>): TRPCLink<AnyRouter> {
  return linkOf(async ({ path }, send) => {
    const answer = await send();
    const isOpening = traitsOf(path).cookies === 'open' && 'data' in answer.result;
    if (isOpening && isOpened(answer.result.data) && !(await areKept(calls))) throw new CookiesLost();
    return answer;
  });
}

/** Only an answer that knows nobody proves it; no answer proves nothing. */
function areKept(calls: Pick<AuthCalls, 'session'>): Promise<boolean> {
  return calls.session().then(
    ({ user, canRefresh }) => user !== null || canRefresh,
    () => true,
  );
}

type Answer = OperationResultEnvelope<unknown, TRPCClientError<AnyRouter>>;
type Send = () => Promise<Answer>;

/** A link written as one promise: queries and mutations have one answer each. */
function linkOf(handle: (operation: Operation, send: Send) => Promise<Answer>): TRPCLink<AnyRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const send = () =>
          new Promise<Answer>((resolve, reject) => {
            next(op).subscribe({ next: resolve, error: reject });
          });
        handle(op, send).then(
          (answer) => {
            observer.next(answer);
            return observer.complete();
          },
          (error: Error) => observer.error(TRPCClientError.from(error)),
        );
      });
}

// The server has checked its own answers: these tell apart what it may answer, and narrow the type.
function isUser(data: unknown): data is User {
  return isRecord(data) && typeof data['id'] === 'string' && typeof data['version'] === 'number';
}

function hasTimes(data: unknown): data is SessionTimes {
  return (
    isRecord(data) &&
    typeof data['accessExpiresAt'] === 'string' &&
    typeof data['sessionExpiresAt'] === 'string'
  );
}

/** False for an answer that asks for a second factor. */
function isOpened(data: unknown): data is SignedIn {
  return hasTimes(data) && 'user' in data && isUser(data.user);
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}
