import { fieldError } from '#server/errors.ts';

/** Shorter parts of a name stand in good passwords by chance. */
const minimumTellingLength = 4;

/** Refuses a new password that is little more than the owner's own e-mail, username or name (NIST SP 800-63B-4 §3.1.1.2). */
export function requireStrongPassword(
  password: string,
  ownTexts: readonly (string | undefined)[],
  field = 'password',
): void {
  const typed = canonical(password);
  const isOwnText = ownTexts
    .flatMap((text) => (text ? [text, ...text.split(/[@\s]/)] : []))
    .map(canonical)
    .some(
      (text) => text.length >= minimumTellingLength && typed.replace(text, '').length < minimumTellingLength,
    );
  if (isOwnText) throw fieldError('PASSWORD_WEAK', field);
}

function canonical(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
