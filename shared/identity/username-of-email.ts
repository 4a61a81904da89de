import { usernameSchema } from '#shared/identity/identity.ts';

/** Leaves room for a number behind it. */
const maximumLength = 40;
/** More of an address is none; what is typed into a form may be longer. */
const maximumEmail = 320;

/** The username that an e-mail's local part makes, or null where it makes none. Reserved names are the server's to judge. */
export function usernameOfEmail(email: string): string | null {
  const typed = email.slice(0, maximumEmail).trim();
  const [localPart = ''] = typed.split('@');
  const letters = localPart.normalize('NFKC').replaceAll(/[^\p{L}\p{M}\p{N}._-]/gu, '');
  let candidate = letters.slice(Math.max(letters.search(/[\p{L}\p{N}]/u), 0)).slice(0, maximumLength);
  while (/[._-]$/.test(candidate)) candidate = candidate.slice(0, -1);
  return usernameSchema.safeParse(candidate).data ?? null;
}
