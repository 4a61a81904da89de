import { fieldError } from '#server/errors.ts';
import { canonicalPassword, isCommonPassword, isDecoration } from '#server/security/common-passwords.ts';
import { onOtherLayout } from '#server/security/keyboard-layout.ts';
import { isPattern } from '#server/security/password-patterns.ts';
import { passwordLengthProblem } from '#shared/password-policy.ts';
import { newPasswordSchema } from '#shared/schemas/identity.ts';

/** Shorter parts of a name stand in good passwords by chance. */
const minimumTellingLength = 4;

type OwnTexts = readonly (string | undefined)[];

/**
 * Why a new password would be guessed first, or null: it is little more than the owner's own e-mail, username or
 * name, a pattern, or stands in the list of common ones (NIST SP 800-63B-4 §3.1.1.2). Length is not judged here.
 */
export function passwordProblem(
  password: string,
  ownTexts: OwnTexts,
): 'PASSWORD_WEAK' | 'PASSWORD_COMMON' | null {
  if (isOwnText(password, ownTexts)) return 'PASSWORD_WEAK';
  if (isCommonPassword(password)) return 'PASSWORD_COMMON';
  return isPattern(password) ? 'PASSWORD_WEAK' : null;
}

/**
 * A new password as a procedure takes it: what is wrong with it by itself is told beside what is wrong with other
 * fields. Whether it is the owner's own name is judged by `requireStrongPassword`, where the owner is known.
 */
export const newPasswordField = newPasswordSchema.superRefine((password, context) => {
  // One of a wrong length is refused for that, and a very long one is not worth the search.
  const problem = passwordLengthProblem(password) ? null : passwordProblem(password, []);
  if (problem) context.addIssue({ code: 'custom', params: { code: problem } });
});

/** Refuses a new password that has a `passwordProblem`, by the name of the input's field. */
export function requireStrongPassword(password: string, ownTexts: OwnTexts, field = 'password'): void {
  const problem = passwordProblem(password, ownTexts);
  if (problem) throw fieldError(problem, field);
}

function isOwnText(password: string, ownTexts: OwnTexts): boolean {
  const typed = canonicalPassword(password);
  const rest = tellingParts(ownTexts).reduce((left, part) => left.replaceAll(part, ''), typed);
  return rest !== typed && (rest.length < minimumTellingLength || isDecoration(rest));
}

/** The texts, whole, without what separates their parts, and part by part, on both layouts; the longest first. */
function tellingParts(ownTexts: OwnTexts): string[] {
  const separators = /[\s@._+-]+/;
  const parts = ownTexts
    .flatMap((text) => (text ? [canonicalPassword(text)] : []))
    .flatMap((text) => [text, ...text.split('@'), ...text.split(separators)])
    .flatMap((text) => [text, text.split(separators).join('')])
    .filter((part) => part.length >= minimumTellingLength);
  return [...new Set(parts.flatMap((part) => [part, onOtherLayout(part)]))].toSorted(
    (one, other) => other.length - one.length,
  );
}
