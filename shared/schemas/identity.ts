import { z } from 'zod';
import { passwordLengthProblem } from '#shared/password-policy.ts';
import { isPlainLine } from '#shared/schemas/text.ts';

const emailShape = /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@"(),:;<>[\\\]]+$/u;
const dotsInLocalPart = /^\.|\.\.|\.@/u;

/**
 * An e-mail address as typed: trimmed, one `@`, no control, format or separator characters, at most 254
 * characters (RFC 5321 §4.5.3.1). The server brings its domain through IDNA; `z.email()` would refuse `.рф`.
 */
export const emailSchema = z
  .string()
  .trim()
  .min(1)
  .max(254)
  .refine(
    (value) =>
      isPlainLine(value) &&
      emailShape.test(value.normalize('NFKC')) &&
      !dotsInLocalPart.test(value) &&
      !/\p{Cf}/u.test(value),
  );

/** 3–50 letters, digits and `._-`, beginning and ending with a letter or digit. Scripts and reserved names are judged by the server. */
export const usernameSchema = z
  .string()
  .trim()
  .normalize('NFKC')
  .min(3)
  .max(50)
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])?$/u);

/** A new password: the length rules of the policy, each with its own code; never trimmed. */
export const newPasswordSchema = z.string().superRefine((value, context) => {
  if (value === '')
    return context.addIssue({ code: 'too_small', origin: 'string', minimum: 1, input: value });
  const problem = passwordLengthProblem(value);
  if (problem) context.addIssue({ code: 'custom', params: { code: problem } });
  else if (/\p{Cs}/u.test(value)) context.addIssue({ code: 'custom' });
});

/** A password presented for checking: any string. Its length is judged in the same time as a wrong one. */
export const presentedPasswordSchema = z.string();

/** E-mail or username at sign-in: any line; what resolves to nobody is refused like a wrong password. */
export const identifierSchema = z.string().trim().min(1).max(320).refine(isPlainLine);
