/** Bounds in Unicode code points after NFC (NIST SP 800-63B-4 §3.1.1: at least 8 beside other factors, no composition rules). */
export const passwordMinimumLength = 8;
/** Far above any passphrase; keeps the work of one hash bounded. */
export const passwordMaximumLength = 256;
/**
 * What is longer as it came, in UTF-16 code units, is too long whatever NFC makes of it: nothing composes more than
 * four units into one code point (UAX #15, "Respecting Canonical Equivalence"). Judged first, since NFC sorts marks.
 */
export const passwordMaximumCodeUnits = 4 * passwordMaximumLength;

/** Length as the policy counts it: code points after NFC, nothing trimmed; of a far too long one, some number that is too long. */
export function passwordLength(password: string): number {
  if (password.length > passwordMaximumCodeUnits) return password.length;
  return [...password.normalize('NFC')].length;
}

/** The length rule a new password breaks, or null. Weak and common passwords are judged by the server. */
export function passwordLengthProblem(password: string): 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | null {
  const length = passwordLength(password);
  if (length < passwordMinimumLength) return 'PASSWORD_TOO_SHORT';
  return length > passwordMaximumLength ? 'PASSWORD_TOO_LONG' : null;
}
