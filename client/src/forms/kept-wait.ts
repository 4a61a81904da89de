import type { Refusal } from '#client/lib/failure.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { isErrorCode } from '#shared/errors.ts';

/** Whose wait is kept: that of a name typed at sign-in, or that of the signed-in person. */
export type WaitPlace = 'sign-in' | 'password';

/** A refusal that asked to wait, and whom it is about: the typed name, or the id of the person. Never a password. */
export interface KeptWait {
  readonly subject: string;
  readonly failure: Refusal;
}

const nameOf = (place: WaitPlace) => `qp-wait-${place}`;

/** Keeps the wait for this tab, so that a reload does not hide it. Where the browser denies it, a reload does. */
export function keepWait(place: WaitPlace, wait: KeptWait): void {
  unlessDenied(() => sessionStorage.setItem(nameOf(place), JSON.stringify(wait)));
}

export function forgetWait(place: WaitPlace): void {
  unlessDenied(() => sessionStorage.removeItem(nameOf(place)));
}

/** Null where there is none, where it is over, and where something else wrote it. */
export function keptWait(place: WaitPlace, now = Date.now()): KeptWait | null {
  const kept: unknown = unlessDenied(() => JSON.parse(sessionStorage.getItem(nameOf(place)) ?? 'null'));
  return isWait(kept) && Number(kept.failure.retryAt) > now ? kept : null;
}

function isWait(kept: unknown): kept is KeptWait {
  const { subject, failure } = (kept ?? {}) as Partial<KeptWait>;
  return typeof subject === 'string' && failure?.kind === 'refusal' && isErrorCode(failure.code);
}
