import { requireEmail } from '#server/cli/admin-account.ts';
import { CommandError } from '#server/cli/command.ts';
import { operator } from '#server/cli/operator-acts.ts';
import { AppError } from '#server/errors/app-error.ts';
import { makeLink } from '#server/identity/links/links.service.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import { createNewcomers } from '#server/identity/users/newcomers.service.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { noPassword } from '#server/security/stored-hash.ts';
import { invitationHours } from '#shared/identity/links.ts';

const caller = operator('invite');

interface Parts {
  readonly inTransaction: InTransaction;
  readonly mail: Pick<MailService, 'queue'>;
}

export interface Invitation {
  readonly email: string;
  readonly token: string;
  /** When the link ends. */
  readonly until: string;
  readonly isNew: boolean;
}

/**
 * Makes an account that no password opens, and a link to choose one. Whoever was invited and never came gets a new link,
 * which ends the older. Any other account is a CommandError and stays as it is.
 */
export async function invite({ inTransaction, mail }: Parts, typed: string): Promise<Invitation> {
  const email = requireEmail(typed);
  return inTransaction(async (repositories) => {
    const known = await repositories.users.findCredentials(email);
    const userId = known ? await askAgain(repositories, known.id) : await makeAccount(repositories, email);
    const target = { userId, email, hours: invitationHours };
    const { token, until } = await makeLink(repositories, 'resetPassword', target);
    const details = { email, until };
    await mail.queue(repositories, { kind: 'invitation', userId, to: email, details }, token);
    return { email, token, until, isNew: !known };
  });
}

async function makeAccount(repositories: Repositories, email: string): Promise<string> {
  try {
    const newcomer = { email, hashedPassword: noPassword, hasSignedIn: false };
    const { id: userId } = await createNewcomers().insert(repositories, newcomer);
    await repositories.audit.insert({ event: 'account-created', userId, caller });
    return userId;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new CommandError('Another account has this e-mail, or can still put it back; nothing was changed');
  }
}

async function askAgain({ users, accounts, audit }: Repositories, userId: string): Promise<string> {
  await users.lock(userId);
  const credentials = await users.findCredentialsById(userId);
  const account = await accounts.find(userId);
  if (credentials?.hashed_password !== noPassword || account?.last_login_at !== null)
    throw new CommandError('An account with this e-mail exists; nothing was changed');
  if (!account.is_active)
    throw new CommandError('This account is disabled; enable it first. Nothing was changed');
  await audit.insert({ event: 'password-reset-requested', userId, caller });
  return userId;
}
