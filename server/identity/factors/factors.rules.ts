import { AppError } from '#server/errors/app-error.ts';
import type { FactorsRepository } from '#server/identity/factors/factors.repository.ts';
import { readStoredHash } from '#server/security/stored-hash.ts';
import type { FactorMethod } from '#shared/identity/factors.ts';

type Counted = Awaited<ReturnType<FactorsRepository['count']>>;

/** What a browser and an app show beside the name of the account. */
export const productName = 'QuantPulse';

/** True when a password alone no longer signs in. */
export function hasFactor({ totp_enabled_at: totp, passkeys }: Counted): boolean {
  return totp !== null || passkeys > 0;
}

/** How a sign-in may go on after the password. A server without passkeys asks for none. */
export function methodsOf(counted: Counted, hasPasskeys: boolean): FactorMethod[] {
  const offered: Readonly<Record<FactorMethod, boolean>> = {
    totp: counted.totp_enabled_at !== null,
    passkey: counted.passkeys > 0 && hasPasskeys,
    'recovery-code': counted.recovery_codes > 0,
  };
  return (Object.keys(offered) as FactorMethod[]).filter((method) => offered[method]);
}

/** Refuses to leave an account without a password and without a passkey: nobody could sign in any more. */
export function requireWayIn(storedHash: string, { passkeys }: Pick<Counted, 'passkeys'>): void {
  if (passkeys === 0 && readStoredHash(storedHash) === undefined) throw new AppError('LAST_FACTOR');
}

/** The id of a user as a passkey keeps it: the bytes of the UUID. They tell nothing of the person. */
export function userHandle(userId: string): string {
  return Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url');
}
