import { CommandError } from '#server/cli/command.ts';
import { operator } from '#server/cli/operator-acts.ts';
import { AppError } from '#server/errors/app-error.ts';
import { createNewcomers } from '#server/identity/users/newcomers.service.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { canonicalEmail, isMixedScript } from '#server/security/identifiers.ts';
import type { PasswordWork } from '#server/security/passwords.ts';
import type { ErrorCode } from '#shared/errors.ts';
import { emailSchema, usernameSchema } from '#shared/identity/users.ts';

export interface AdminAccount {
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

/** The e-mail as it is stored, or a CommandError. */
export function requireEmail(typed: string): string {
  const parsed = emailSchema.safeParse(typed);
  const email = parsed.success ? canonicalEmail(parsed.data) : null;
  if (email === null) throw new CommandError('The e-mail address is not valid');
  return email;
}

/** A username that registration reserves is allowed here: the operator may give it. */
export function requireUsername(typed: string): string {
  const parsed = usernameSchema.safeParse(typed);
  if (!parsed.success || isMixedScript(parsed.data))
    throw new CommandError('The username needs 3 to 50 letters, digits or ._- of one script');
  return parsed.data;
}

/**
 * Makes the administrator; false when one with this e-mail exists already. The e-mail of a non-administrator, or a
 * taken username, is a CommandError and changes nothing.
 */
export async function createAdmin(
  inTransaction: InTransaction,
  passwords: Pick<PasswordWork, 'hash'>,
  account: AdminAccount,
): Promise<boolean> {
  const isMade = () => inTransaction((repositories) => isAdministrator(repositories, account.email));
  // Checked before the slow hash, because the command may run at every start.
  if (await isMade()) return false;
  const hashedPassword = await passwords.hash(account.password);
  try {
    await inTransaction((repositories) => insertAdmin(repositories, { ...account, hashedPassword }));
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (await isMade()) return false;
    throw new CommandError(takenLine[error.code] ?? error.code);
  }
}

const takenLine: Partial<Record<ErrorCode, string>> = {
  EMAIL_TAKEN: 'Somebody left this e-mail lately and can still put it back; nothing was changed',
  USERNAME_TAKEN: 'The username belongs to another account; nothing was changed',
};

/** A trigger tells of the role. */
async function insertAdmin(
  repositories: Repositories,
  { email, username, hashedPassword }: AdminAccount & { hashedPassword: string },
): Promise<void> {
  const caller = operator('create');
  await repositories.audit.attribute({ caller });
  const newcomer = { email, username, hashedPassword, role: 'admin', hasSignedIn: false } as const;
  const { id: userId } = await createNewcomers().insert(repositories, newcomer);
  await repositories.audit.insert({ event: 'account-created', userId, caller });
}

async function isAdministrator({ users, accounts }: Repositories, email: string): Promise<boolean> {
  const found = await users.findCredentials(email);
  const account = found && (await accounts.find(found.id));
  if (account?.role === 'user')
    throw new CommandError('An account with this e-mail exists and is no administrator; nothing was changed');
  return account !== undefined;
}
