import { usernameOfEmail } from '#shared/identity/users.ts';

/** The username that the server would make of the e-mail's local part, or nothing where that makes none. */
export function suggestUsername(email: string): string {
  return usernameOfEmail(email) ?? '';
}
