import type { WindowLimit } from '#server/config/limits.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { Taken, Wanted } from '#server/identity/limits/limits.repository.ts';

/** The limits that are counted in the database; null turns one off. */
export interface LimitSettings {
  readonly failedPerAccountAndIp: WindowLimit;
  readonly failedPerAccount: WindowLimit;
  readonly checksPerIp: WindowLimit;
  readonly registrationsPerIp: WindowLimit;
  readonly exportsPerUser: WindowLimit;
  readonly usernameChangesPerUser: WindowLimit;
  readonly mailsPerAddress: WindowLimit;
  readonly mailsPerIp: WindowLimit;
  readonly secondFactorsPerAccount: WindowLimit;
}

/** What is counted for an address: mails to it, and those that nobody gets, which take no other's place. */
export type MailKind = 'mails-address' | 'mails-unsent';

/** Counts, and tells whether that was allowed; for mails whose refusal nobody is told. */
export async function isWithinLimit(count: () => Promise<void>): Promise<boolean> {
  try {
    await count();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return false;
    throw error;
  }
}

/** A window in which something is counted, and under which name a hit is recorded. */
export interface Counter extends Wanted {
  readonly name: string;
}

export interface Budget {
  /** How many more failures. */
  readonly attemptsLeft: number;
  /** Until all of them are given anew. */
  readonly secondsLeft: number;
}

export function budgetOf([own]: readonly Counter[], taken: readonly Taken[]): Budget | null {
  const place = own && taken.find(isOf([own]));
  return place ? { attemptsLeft: own.limit.count - place.used, secondsLeft: place.secondsLeft } : null;
}

/** Whether a place was counted in one of these windows. */
export function isOf(counters: readonly Counter[]) {
  return (place: Taken): boolean => counters.some(({ key }) => key.equals(place.key));
}
