import { passwordLengthProblem, passwordMaximumCodeUnits } from '#shared/identity/passwords.ts';
import { boundedText, isPlainLine, isVisibleLine, presentedText, trimmedText } from '#shared/text.ts';

/** What separates addresses in a list, or quotes one. */
const separator = /[\s@"(),:;<>[\\\]]/u;

/** One `@` with a dot behind it, read once from left to right: a pattern of two such halves reads a long one again and again. */
function isEmailShaped(value: string): boolean {
  const [localPart = '', domain = '', ...more] = value.split('@');
  const lastDot = domain.lastIndexOf('.');
  return (
    more.length === 0 &&
    localPart !== '' &&
    lastDot > 0 &&
    lastDot < domain.length - 1 &&
    !separator.test(localPart + domain)
  );
}

function hasStrayDot(email: string): boolean {
  return email.startsWith('.') || email.includes('..') || email.includes('.@');
}

/**
 * An e-mail address as typed: trimmed, one `@`, no control, invisible or separator characters, at most 254
 * characters (RFC 5321 §4.5.3.1). The server brings its domain through IDNA; `z.email()` would refuse `.рф`.
 */
export const emailSchema = trimmedText(254)
  .min(1)
  .refine((value) => isVisibleLine(value) && isEmailShaped(value.normalize('NFKC')) && !hasStrayDot(value));

/** Letters without marks: those of the alphabets, none of phonetics, whose letters only look like others. */
const usernameCharacters =
  /^[A-Za-z\d._\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01ba\u01bc-\u01bf\u01cd-\u024f\u1e00-\u1eff\u0400-\u0481\u048a-\u052f]+$/u;
const edgeOfUsername = /^[._-]|[._-]$/u;

/**
 * 3–50 letters of the Latin or Cyrillic alphabets, digits and `._-`, beginning and ending with a letter or digit. A
 * compatibility form becomes its letter (NFKC). Scripts, look-alikes and reserved names are judged by the server.
 */
export const usernameSchema = trimmedText(50)
  .normalize('NFKC')
  .min(3)
  .max(50, { abort: true })
  .refine((value) => usernameCharacters.test(value) && !edgeOfUsername.test(value));

/** A new password: the length rules of the policy, each with its own code; never trimmed. */
export const newPasswordSchema = boundedText(passwordMaximumCodeUnits, 'PASSWORD_TOO_LONG').superRefine(
  (value, context) => {
    if (value === '')
      return context.addIssue({ code: 'too_small', origin: 'string', minimum: 1, input: value });
    const problem = passwordLengthProblem(value);
    if (problem) context.addIssue({ code: 'custom', params: { code: problem } });
    else if (/\p{Cs}/u.test(value)) context.addIssue({ code: 'custom' });
  },
);

/** A password presented for checking: any string. Its length is judged in the same time as a wrong one. */
export const presentedPasswordSchema = presentedText;

/** E-mail or username at sign-in: any line; what resolves to nobody is refused like a wrong password. */
export const identifierSchema = trimmedText(320).min(1).refine(isPlainLine);
