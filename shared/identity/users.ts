import { z } from 'zod';
import { currencies } from '#shared/currencies.ts';
import { locales } from '#shared/locales.ts';
import { numberFormats } from '#shared/number-formats.ts';
import { permissions, roles } from '#shared/permissions.ts';
import { boundedText, instant, isVisibleLine, trimmedText } from '#shared/text.ts';
import { themes } from '#shared/themes.ts';

/** Characters that separate or quote addresses in a list. */
const separator = /[\s@"(),:;<>[\\\]]/u;

/** Checks for one `@` with a dot after it, in one pass. A pattern of two halves would read a long text many times. */
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
 * An e-mail address as typed: trimmed, one `@`, no control, invisible or separator characters, at most 254 characters
 * (RFC 5321 §4.5.3.1). The server converts its domain by IDNA; `z.email()` would refuse `.рф`.
 */
export const emailSchema = trimmedText(254)
  .min(1)
  .refine((value) => isVisibleLine(value) && isEmailShaped(value.normalize('NFKC')) && !hasStrayDot(value));

/** Letters without marks: those of the alphabets, not the phonetic ones, which only look like others. */
const usernameCharacters =
  /^[A-Za-z\d._\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01ba\u01bc-\u01bf\u01cd-\u024f\u1e00-\u1eff\u0400-\u0481\u048a-\u052f]+$/u;
const edgeOfUsername = /^[._-]|[._-]$/u;

/**
 * 3–50 Latin or Cyrillic letters, digits and `._-`, beginning and ending with a letter or digit. A compatibility form
 * becomes its letter (NFKC). The server judges scripts, look-alikes and reserved names.
 */
export const usernameSchema = trimmedText(50)
  .normalize('NFKC')
  .min(3)
  .max(50, { abort: true })
  .refine((value) => usernameCharacters.test(value) && !edgeOfUsername.test(value));

/** A person's full name: one line of at most 255 visible characters. */
export const fullNameSchema = trimmedText(255).refine(isVisibleLine);

/** An IANA time zone that this runtime knows, such as `Europe/Moscow`; no offset. */
const timeZoneSchema = boundedText(64)
  .regex(/^[A-Za-z]/)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  });

/** A currency of ISO 4217, such as `EUR`; in capitals. */
const currencySchema = boundedText(3).refine((code) => currencies.includes(code));

/** A user as every procedure returns it. `lastLoginAt` is the newest sign-in, this one included. */
export const userSchema = z.object({
  id: z.guid(),
  email: z.string(),
  username: z.string(),
  fullName: z.string().nullable(),
  role: z.enum(roles),
  permissions: z.array(z.enum(permissions)).max(permissions.length),
  locale: z.enum(locales),
  theme: z.enum(themes),
  timeZone: z.string(),
  baseCurrency: z.string(),
  numberFormat: z.enum(numberFormats),
  avatarUrl: z.string().nullable(),
  isActive: z.boolean(),
  emailVerified: z.boolean(),
  maxChats: z.int(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
  lastLoginAt: instant.nullable(),
});
export type User = z.infer<typeof userSchema>;

/**
 * Changes to one's own profile. `version` is the one last read; an old one is refused with `CONFLICT_VERSION`. An empty
 * `fullName` clears it.
 */
export const updateProfileInput = z.strictObject({
  fullName: fullNameSchema.optional(),
  username: usernameSchema.optional(),
  locale: z.enum(locales).optional(),
  theme: z.enum(themes).optional(),
  timeZone: timeZoneSchema.optional(),
  baseCurrency: currencySchema.optional(),
  numberFormat: z.enum(numberFormats).optional(),
  version: z.int().min(1).max(2_147_483_647),
});
export type UpdateProfileInput = z.infer<typeof updateProfileInput>;

/** Leaves room for a number behind it. */
const suggestedMaximum = 40;
/** No address is longer, but the text typed into a form may be. */
const emailMaximum = 320;

/** The username that an e-mail's local part suggests, or null. The server judges reserved names. */
export function usernameOfEmail(email: string): string | null {
  const typed = email.slice(0, emailMaximum).trim();
  const [localPart = ''] = typed.split('@');
  const letters = localPart.normalize('NFKC').replaceAll(/[^\p{L}\p{M}\p{N}._-]/gu, '');
  let candidate = letters.slice(Math.max(letters.search(/[\p{L}\p{N}]/u), 0)).slice(0, suggestedMaximum);
  while (/[._-]$/.test(candidate)) candidate = candidate.slice(0, -1);
  return usernameSchema.safeParse(candidate).data ?? null;
}
