import { readConfig, type Config } from '#server/config.ts';
import { accountCommands, requireAccount } from '#server/cli/account-commands.ts';
import { createAdmin, requireEmail, requireUsername, type AdminAccount } from '#server/cli/admin-account.ts';
import { printAccounts } from '#server/cli/account-lines.ts';
import { CommandError, runCommand } from '#server/cli/command.ts';
import { askNewPassword, requireNewPassword, withPasswordWork } from '#server/cli/new-password.ts';
import { invite } from '#server/cli/invitation.ts';
import { printKeys } from '#server/cli/keys.ts';
import { createOperatorActs } from '#server/cli/operator-acts.ts';
import { withMigratedDatabase } from '#server/cli/operator-database.ts';
import { createOperatorMail } from '#server/cli/operator-mail.ts';
import { createPrompt } from '#server/cli/prompt.ts';
import { signOutEveryone } from '#server/cli/sign-out-everyone.ts';
import { print, say } from '#server/cli/terminal.ts';
import {
  createInTransaction,
  createRepositories,
  type InTransaction,
  type Repositories,
} from '#server/repositories.ts';

/** How often a long command reports its progress. */
const progressMillis = 1000;

const usage = `Usage: npm run admin -- <command>
  create                     makes an administrator from FIRST_ADMIN_EMAIL, FIRST_ADMIN_USERNAME and
                             FIRST_ADMIN_PASSWORD (or FIRST_ADMIN_PASSWORD_FILE); asks for what is not set.
                             Safe to run again: an administrator who exists is left as they are, any other
                             account is never promoted.
  create --first             the same without questions, for a start: does nothing where FIRST_ADMIN_EMAIL is not
                             set or an administrator exists
  invite <e-mail>            makes an account that no password opens yet, on a closed server too, and prints a link
                             of 72 hours to choose one; run again for the same e-mail, it prints a new link
  list                       every account on a line, fields separated by tabs
  show <account>             what is kept of it, never a hash
  promote <account>          makes an active account an administrator
  enable <account>           lets a disabled account sign in again, never a deleted one; no session comes back
  disable <account>          disables the account and ends its sessions; never the last active administrator
  reset-password <account>   asks for a new password, ends every session and forgets every known device;
                             a disabled account stays disabled
  reset-factors <account>    removes every second factor and recovery code, for who has lost them all;
                             the password is asked for as before, and sessions stay
  sign-out <account>         ends every session of the account
  sign-out --everyone        ends every session of everybody and forgets all known devices: after a backup
                             was restored
  keys                       how many secrets of authenticator apps and links in waiting mails each key of
                             AUTH_SECRET and AUTH_SECRET_PREVIOUS opens, and how old the oldest refresh token of
                             a living session is: what tells when an old key may go; changes nothing

  <account> is an e-mail or a username. What changes something stands in the audit table.`;

const whichCommand =
  'Which command? npm run admin -- create | list | keys | sign-out --everyone, invite with <e-mail>, or show | promote | enable | disable | reset-password | reset-factors | sign-out with <account>';

async function readAccount({ firstAdmin }: Config): Promise<AdminAccount> {
  const prompt = createPrompt();
  try {
    const email = requireEmail(firstAdmin.email ?? (await prompt.ask('E-mail: ')));
    const username = requireUsername(firstAdmin.username ?? (await prompt.ask('Username: ')));
    const ownTexts = [email, username];
    const password = firstAdmin.password ?? (await askNewPassword(prompt, ownTexts));
    await requireNewPassword(password, ownTexts);
    return { email, username, password };
  } finally {
    prompt.close();
  }
}

async function create(): Promise<void> {
  const account = await readAccount(readConfig());
  await withRepositories((_repositories, inTransaction) => makeAdmin(inTransaction, account));
}

/** For every start of a stack: an administrator who was renamed or demoted since must not be made again. */
async function createFirst(): Promise<void> {
  const config = readConfig();
  if (config.firstAdmin.email === undefined)
    return print('FIRST_ADMIN_EMAIL is not set; nothing was changed');
  await withRepositories(async ({ accounts }, inTransaction) => {
    if (await accounts.existsAdmin()) return print('An administrator exists; nothing was changed');
    await makeAdmin(inTransaction, await readAccount(config));
  });
}

async function makeAdmin(inTransaction: InTransaction, account: AdminAccount): Promise<void> {
  const isNew = await withPasswordWork((work) => createAdmin(inTransaction, work, account));
  const outcome = isNew ? 'is made' : 'exists; nothing was changed';
  print(`Administrator ${account.email} ${outcome}`);
}

async function inviteTo(typed: string): Promise<void> {
  const config = readConfig();
  await withRepositories(async (_repositories, inTransaction) => {
    const mail = createOperatorMail(config);
    const { email, token, until, isNew } = await invite({ inTransaction, mail }, typed);
    const mailed = config.mail.mode === 'off' ? 'no mail is sent' : 'a mail with it is queued';
    print(`${email} is invited ${isNew ? 'now' : 'again'}; the link works once, until ${until}; ${mailed}`);
    print(`${config.appOrigin}/reset#token=${token}`);
  });
}

async function list(): Promise<void> {
  await withRepositories(({ accounts }) => printAccounts(accounts));
}

async function keys(): Promise<void> {
  await withRepositories((repositories) => printKeys(readConfig(), repositories));
}

async function signOutAll(): Promise<void> {
  await withRepositories(async (_repositories, inTransaction) => {
    let toldAt = Date.now();
    const { accounts, endedSessions, forgottenDevices } = await signOutEveryone(inTransaction, (count) => {
      if (Date.now() - toldAt < progressMillis) return;
      toldAt = Date.now();
      say(`Accounts so far: ${count} …`);
    });
    print(`Accounts: ${accounts}, sessions ended: ${endedSessions}, devices forgotten: ${forgottenDevices}`);
  });
}

async function runOnAccount(name: string, identifier: string): Promise<void> {
  const command = Object.hasOwn(accountCommands, name) ? accountCommands[name] : undefined;
  if (!command) throw new CommandError(whichCommand);
  await withRepositories(async (repositories, inTransaction) => {
    const account = await requireAccount(repositories, identifier);
    const acts = createOperatorActs(inTransaction, createOperatorMail(readConfig()));
    await command(acts, account, repositories.accounts);
  });
}

async function withRepositories(
  act: (repositories: Repositories, inTransaction: InTransaction) => Promise<void>,
): Promise<void> {
  const { sessionIdleMinutes, limits } = readConfig();
  const rules = { sessionIdleMinutes, rotationsPerSession: limits.rotationsPerSession };
  await withMigratedDatabase((db) => act(createRepositories(db, rules), createInTransaction(db, rules)));
}

await runCommand({
  usage,
  whichCommand,
  flags: ['everyone', 'first'],
  async run([name = '', ...accounts], { everyone = false, first = false }) {
    // Only sign-out knows everyone: to the others it is a name that nobody has.
    const [account, ...more] = everyone ? [...accounts, '--everyone'] : accounts;
    if (name === 'create' && account === undefined) return first ? createFirst() : create();
    if (first) throw new CommandError(whichCommand);
    if (name === 'list' && account === undefined) return list();
    if (name === 'keys' && account === undefined) return keys();
    if (account === undefined || more.length > 0) throw new CommandError(whichCommand);
    if (name === 'sign-out' && everyone) return signOutAll();
    if (name === 'invite') return inviteTo(account);
    await runOnAccount(name, account);
  },
});
