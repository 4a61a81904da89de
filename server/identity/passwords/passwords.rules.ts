import { unavailable } from '#server/errors/app-error.ts';
import { passwordProblem } from '#server/security/guessable-passwords.ts';
import { passwordLengthProblem } from '#shared/identity/password-policy.ts';
import { newPasswordSchema } from '#shared/identity/passwords.ts';

/**
 * A new password in a procedure's input: its own faults are reported together with those of other fields.
 * `requireStrong` compares it with the owner's names, where the owner is known.
 */
export const newPasswordField = newPasswordSchema.superRefine((password, context) => {
  // A wrong length is the only fault reported, since searching a very long password would be costly.
  const problem = passwordLengthProblem(password) ? null : passwordProblem(password, []);
  if (problem) context.addIssue({ code: 'custom', params: { code: problem } });
});

/** The most checks of one sign-in: two repeats after a stored hash that changed meanwhile. */
const maximumAttempts = 3;

/** Repeats an attempt that returned `undefined`: its stored hash had changed. At last SERVICE_UNAVAILABLE. */
export async function whileHashHolds<Result>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let count = 0; count < maximumAttempts; count += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  // The password may be right: only a failed check may answer INVALID_CREDENTIALS.
  throw unavailable(1);
}
