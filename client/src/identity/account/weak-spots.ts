import type { Protection } from '#shared/identity/account.ts';
import type { Factors } from '#shared/identity/factors.ts';

/** What makes an account easier to take: in the order in which it is told. */
export type WeakSpot = 'address' | 'factor' | 'password';

/** A year: long enough to be no nuisance, short enough for passwords that leaked somewhere meanwhile. */
const passwordDaysMaximum = 365;

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** How many whole days ago the password was set; null once that is forgotten, which takes longer than a year. */
export function passwordDaysOf(
  { passwordSetAt }: Pick<Protection, 'passwordSetAt'>,
  now: number,
): number | null {
  if (passwordSetAt === null) return null;
  return Math.max(0, Math.floor((now - Date.parse(passwordSetAt)) / dayMilliseconds));
}

export function isOldPassword(days: number | null): boolean {
  return days === null || days > passwordDaysMaximum;
}

/** With one of them, a password alone signs nobody in. */
export function hasFactor({ totp, passkeys }: Pick<Factors, 'totp' | 'passkeys'>): boolean {
  return totp !== null || passkeys.length > 0;
}

export interface Guard {
  readonly factors: Pick<Factors, 'totp' | 'passkeys'>;
  readonly protection: Pick<Protection, 'passwordSetAt'>;
  /** Null where the server sends no mails: nothing can confirm an address then. */
  readonly isAddressConfirmed: boolean | null;
}

/** The address first: it is what a factor waits for where mails are on. */
export function weakSpotsOf({ factors, protection, isAddressConfirmed }: Guard, now: number): WeakSpot[] {
  const isWeak: Readonly<Record<WeakSpot, boolean>> = {
    address: isAddressConfirmed === false,
    factor: !hasFactor(factors),
    password: isOldPassword(passwordDaysOf(protection, now)),
  };
  return (Object.keys(isWeak) as WeakSpot[]).filter((spot) => isWeak[spot]);
}
