import { printAccount } from '#server/cli/account-lines.ts';
import { askNewPassword, withPasswordWork } from '#server/cli/new-password.ts';
import { noAccount, type OperatorActs } from '#server/cli/operator-acts.ts';
import { createPrompt } from '#server/cli/prompt.ts';
import { print } from '#server/cli/terminal.ts';
import type { AccountsRepository } from '#server/identity/users/accounts.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import { identifierSchema } from '#shared/identity/auth.ts';

type Account = NonNullable<Awaited<ReturnType<AccountsRepository['findNames']>>>;
type AccountCommand = (acts: OperatorActs, account: Account, accounts: AccountsRepository) => Promise<void>;

/** The commands that take an e-mail or a username. */
export const accountCommands: Readonly<Record<string, AccountCommand>> = {
  show,
  promote,
  enable,
  disable,
  'sign-out': signOut,
  'reset-password': resetPassword,
  'reset-factors': resetFactors,
};

/** Whom the operator means, resolved as at sign-in. */
export async function requireAccount(
  { users, accounts }: Pick<Repositories, 'users' | 'accounts'>,
  typed: string,
): Promise<Account> {
  const identifier = identifierSchema.safeParse(typed);
  const found = identifier.success ? await users.findCredentials(identifier.data) : undefined;
  const account = found && (await accounts.findNames(found.id));
  if (!account) throw noAccount();
  return account;
}

async function show(_acts: OperatorActs, { id }: Account, accounts: AccountsRepository): Promise<void> {
  const account = await accounts.find(id);
  if (!account) throw noAccount();
  printAccount(account);
}

async function promote(acts: OperatorActs, { id, email }: Account): Promise<void> {
  const isNew = await acts.promote(id);
  print(`${email} is an administrator ${isNew ? 'now' : 'already; nothing was changed'}`);
}

async function enable(acts: OperatorActs, { id, email }: Account): Promise<void> {
  const isNew = await acts.enable(id);
  print(`${email} is ${isNew ? 'enabled; its sessions stay ended' : 'active already; nothing was changed'}`);
}

async function disable(acts: OperatorActs, { id, email }: Account): Promise<void> {
  const isNew = await acts.disable(id);
  const outcome = isNew ? 'disabled, and its sessions have ended' : 'disabled already; nothing was changed';
  print(`${email} is ${outcome}`);
}

async function signOut(acts: OperatorActs, { id, email }: Account): Promise<void> {
  print(`Sessions of ${email} ended: ${await acts.signOut(id)}`);
}

async function resetFactors(acts: OperatorActs, { id, email }: Account): Promise<void> {
  print(`Second factors of ${email} removed: ${await acts.resetFactors(id)}`);
}

async function resetPassword(acts: OperatorActs, account: Account): Promise<void> {
  const { id, email, is_active: isActive } = account;
  const password = await askPasswordOf(account);
  const hash = await withPasswordWork((work) => work.hash(password));
  const ended = await acts.resetPassword(id, hash);
  const rest = isActive ? '' : '; the account is still disabled';
  print(`The password of ${email} is new; sessions ended: ${ended}, devices forgotten${rest}`);
}

async function askPasswordOf({ email, username, full_name: fullName }: Account): Promise<string> {
  const prompt = createPrompt();
  try {
    return await askNewPassword(prompt, [email, username, fullName ?? undefined]);
  } finally {
    prompt.close();
  }
}
