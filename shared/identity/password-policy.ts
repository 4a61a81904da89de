/**
 * Bounds in Unicode code points after NFC. NIST SP 800-63B-4 §3.1.1 asks for at least 8 beside other factors, and no
 * composition rules.
 */
export const passwordMinimumLength = 8;
/** Far above any passphrase; bounds the work of one hash. */
export const passwordMaximumLength = 256;
/**
 * A password with more UTF-16 code units than this is too long even after NFC. NFC composes at most four units into one
 * code point (UAX #15, "Respecting Canonical Equivalence"). Checked first, because NFC sorts combining marks, which is
 * slow.
 */
export const passwordMaximumCodeUnits = 4 * passwordMaximumLength;

/**
 * Length as the policy counts it: code points after NFC, nothing trimmed. For a far too long password, any number above
 * the maximum.
 */
export function passwordLength(password: string): number {
  if (password.length > passwordMaximumCodeUnits) return password.length;
  return [...password.normalize('NFC')].length;
}

/** The length rule that a new password breaks, or null. The server judges weak and common passwords. */
export function passwordLengthProblem(password: string): 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | null {
  const length = passwordLength(password);
  if (length < passwordMinimumLength) return 'PASSWORD_TOO_SHORT';
  return length > passwordMaximumLength ? 'PASSWORD_TOO_LONG' : null;
}
