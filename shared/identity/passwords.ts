import { passwordLengthProblem, passwordMaximumCodeUnits } from '#shared/identity/password-policy.ts';
import { boundedText, presentedText } from '#shared/text.ts';

/** A new password. Each length rule of the policy has its own code; the text is never trimmed. */
export const newPasswordSchema = boundedText(passwordMaximumCodeUnits, 'PASSWORD_TOO_LONG').superRefine(
  (value, context) => {
    if (value === '')
      return context.addIssue({ code: 'too_small', origin: 'string', minimum: 1, input: value });
    const problem = passwordLengthProblem(value);
    if (problem) context.addIssue({ code: 'custom', params: { code: problem } });
    else if (/\p{Cs}/u.test(value)) context.addIssue({ code: 'custom' });
  },
);

/** A password to be checked: any string. Too long a password takes the same time as a wrong one. */
export const presentedPasswordSchema = presentedText;
