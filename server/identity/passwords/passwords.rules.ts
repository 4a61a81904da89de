import { fieldError } from '#server/errors/app-error.ts';
import type { BreachedPasswords } from '#server/security/breached-passwords.ts';
import { passwordProblem } from '#server/security/guessable-passwords.ts';
import { passwordLengthProblem } from '#shared/identity/passwords.ts';
import { newPasswordSchema } from '#shared/identity/identity.ts';

/**
 * A new password as a procedure takes it: what is wrong with it by itself is told beside what is wrong with other
 * fields. Whether it is the owner's own name is judged by `RequireStrongPassword`, where the owner is known.
 */
export const newPasswordField = newPasswordSchema.superRefine((password, context) => {
  // One of a wrong length is refused for that, and a very long one is not worth the search.
  const problem = passwordLengthProblem(password) ? null : passwordProblem(password, []);
  if (problem) context.addIssue({ code: 'custom', params: { code: problem } });
});

type OwnTexts = Parameters<typeof passwordProblem>[1];

export type RequireStrongPassword = ReturnType<typeof createRequireStrongPassword>;

/** Refuses a new password that has a `passwordProblem` or is known from a breach, by the name of the input's field. */
export function createRequireStrongPassword(breached: Pick<BreachedPasswords, 'has'>) {
  return async (password: string, ownTexts: OwnTexts, field = 'password'): Promise<void> => {
    const problem = passwordProblem(password, ownTexts);
    if (problem) throw fieldError(problem, field);
    if (await breached.has(password)) throw fieldError('PASSWORD_COMMON', field);
  };
}
