import { passwordLengthProblem, passwordMaximumCodeUnits } from '#shared/identity/password-policy.ts';
import { boundedText, presentedText } from '#shared/text.ts';

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
