import { AppError, fieldError } from '#server/errors/app-error.ts';
import { isMixedScript, isReservedUsername } from '#server/security/identifiers.ts';
import { usernameOfEmail } from '#shared/identity/users.ts';

const fallbackBase = 'user';
/** How many numbered names are tried in order. A random number then spares a common name a long search. */
const orderlyAttempts = 9;

/** Refuses names that could pass for the service or that mix scripts. */
export function requireAllowedUsername(username: string): void {
  if (isMixedScript(username)) throw new AppError('VALIDATION_FAILED', { fields: { username: 'INVALID' } });
  if (isReservedUsername(username)) throw fieldError('USERNAME_TAKEN', 'username');
}

/** The name of an account that chose none, before it is numbered. */
export function usernameBase(email: string): string {
  const candidate = usernameOfEmail(email);
  const isUsable = candidate !== null && !isReservedUsername(candidate) && !isMixedScript(candidate);
  return isUsable ? candidate : fallbackBase;
}

/** The name for the given attempt: the base, then `base2` … `base9`, then a random number. */
export function numberedUsername(base: string, attempt: number): string {
  if (attempt === 0) return base;
  if (attempt < orderlyAttempts) return `${base}${attempt + 1}`;
  return `${base}${Math.floor(1000 + Math.random() * 999_000)}`;
}
