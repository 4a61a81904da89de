import { usernameSchema } from '#shared/schemas/identity.ts';

/** A username from the e-mail's local part without its `+tag`, or nothing where that makes no good one. */
export function suggestUsername(email: string): string {
  const localPart = email.trim().split('@')[0] ?? '';
  const candidate = localPart
    .replace(/\+.*$/su, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}._-]/gu, '')
    .replaceAll(/^[._-]+|[._-]+$/gu, '')
    .toLowerCase();
  const parsed = usernameSchema.safeParse(candidate);
  return parsed.success ? parsed.data : '';
}
