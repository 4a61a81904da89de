import { usernameSchema } from '#shared/schemas/identity.ts';

/** The username that the server would make of the e-mail's local part, or nothing where that makes none. */
export function suggestUsername(email: string): string {
  const localPart = email.trim().split('@')[0] ?? '';
  const candidate = localPart
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{M}\p{N}._-]/gu, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 40)
    .replace(/[._-]+$/u, '');
  const parsed = usernameSchema.safeParse(candidate);
  return parsed.success ? parsed.data : '';
}
