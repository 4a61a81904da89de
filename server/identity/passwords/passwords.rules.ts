import { unavailable } from '#server/errors/app-error.ts';
import { passwordProblem } from '#server/security/guessable-passwords.ts';
import { passwordLengthProblem } from '#shared/identity/password-policy.ts';
import { newPasswordSchema } from '#shared/identity/passwords.ts';

/**
 * A new password as a procedure takes it: what is wrong with it by itself is told beside what is wrong with other
 * fields. Whether it is the owner's own name is judged by `requireStrong`, where the owner is known.
 */
export const newPasswordField = newPasswordSchema.superRefine((password, context) => {
  // One of a wrong length is refused for that, and a very long one is not worth the search.
  const problem = passwordLengthProblem(password) ? null : passwordProblem(password, []);
  if (problem) context.addIssue({ code: 'custom', params: { code: problem } });
});

/** A stored hash that changed while it was checked is checked again; twice at most. */
const maximumAttempts = 3;

/** Repeats an attempt that found its stored hash changed, which `undefined` says; SERVICE_UNAVAILABLE if it never holds. */
export async function whileHashHolds<Result>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let count = 0; count < maximumAttempts; count += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  // Nothing was wrong with what was typed: only a failed check may say so.
  throw unavailable(1);
}
