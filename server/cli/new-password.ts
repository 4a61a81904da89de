import { readConfig } from '#server/config.ts';
import { CommandError } from '#server/cli/command.ts';
import { createPrompt } from '#server/cli/prompt.ts';
import { openBreachedPasswords } from '#server/security/breached-passwords.ts';
import { passwordProblem } from '#server/security/guessable-passwords.ts';
import { createPasswords, soleClaimant, type PasswordWork } from '#server/security/passwords.ts';
import {
  passwordLengthProblem,
  passwordMaximumLength,
  passwordMinimumLength,
} from '#shared/identity/password-policy.ts';
import { newPasswordSchema } from '#shared/identity/passwords.ts';

type OwnTexts = Parameters<typeof passwordProblem>[1];

/** Refuses the same passwords as registration. */
export async function requireNewPassword(password: string, ownTexts: OwnTexts): Promise<void> {
  if (passwordLengthProblem(password) !== null)
    throw new CommandError(
      `The password needs ${passwordMinimumLength} to ${passwordMaximumLength} characters`,
    );
  if (!newPasswordSchema.safeParse(password).success || passwordProblem(password, ownTexts) !== null)
    throw tooEasy();
  if (await isBreached(password)) throw tooEasy();
}

async function isBreached(password: string): Promise<boolean> {
  const breached = await openBreachedPasswords(readConfig().breachedPasswordsFile);
  try {
    return await breached.has(password);
  } finally {
    await breached.close();
  }
}

function tooEasy(): CommandError {
  return new CommandError('The password is too easy to guess; take a longer or less common one');
}

/** Asks for a new password twice and never shows it. */
export async function askNewPassword(
  prompt: Pick<ReturnType<typeof createPrompt>, 'askHidden'>,
  ownTexts: OwnTexts,
): Promise<string> {
  const password = await prompt.askHidden('Password (not shown): ');
  await requireNewPassword(password, ownTexts);
  if ((await prompt.askHidden('The same again: ')) !== password)
    throw new CommandError('The two passwords differ; nothing was changed');
  return password;
}

/** Runs `task` with the server's hashing, on a thread of its own. */
export async function withPasswordWork<Result>(
  task: (work: PasswordWork) => Promise<Result>,
): Promise<Result> {
  const passwords = createPasswords({ threads: 1, hasher: readConfig().passwordHasher });
  const slot = passwords.acquire(soleClaimant);
  try {
    return await task(slot);
  } finally {
    slot.release();
    await passwords.close();
  }
}
