import { readConfig, type Config } from '#server/config.ts';
import { accountCommands, requireAccount } from '#server/db/cli/account-commands.ts';
import {
  createAdmin,
  requireEmail,
  requireUsername,
  type AdminAccount,
} from '#server/db/cli/admin-account.ts';
import { CommandError, print, runCommand } from '#server/db/cli/command.ts';
import { askNewPassword, requireNewPassword, withPasswordWork } from '#server/db/cli/new-password.ts';
import { createOperatorActs } from '#server/db/cli/operator-acts.ts';
import { withOperatorDatabase } from '#server/db/cli/operator-database.ts';
import { createPrompt } from '#server/db/cli/prompt.ts';
import type { Database } from '#server/db/database.ts';
import { schemaStatus } from '#server/db/schema-status.ts';
import { createInTransaction, createRepositories } from '#server/repositories.ts';

const usage = `Usage: npm run admin -- <command>
  create                     makes an administrator from FIRST_ADMIN_EMAIL, FIRST_ADMIN_USERNAME and
                             FIRST_ADMIN_PASSWORD (or FIRST_ADMIN_PASSWORD_FILE); asks for what is not set.
                             Safe to run again: an administrator who exists is left as they are, any other
                             account is never promoted.
  reset-password <account>   asks for a new password, ends every session and forgets every known device;
                             a disabled account stays disabled
  disable <account>          disables the account and ends its sessions; never the last active administrator
  sign-out <account>         ends every session of the account

  <account> is an e-mail or a username. What the last three do stands in the audit table.`;

const whichCommand =
  'Which command? npm run admin -- create | reset-password <account> | disable <account> | sign-out <account>';

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
  await withMigratedDatabase(async (db) => {
    const isNew = await withPasswordWork((work) => createAdmin(db, work, account));
    const outcome = isNew ? 'is made' : 'exists; nothing was changed';
    print(`Administrator ${account.email} ${outcome}`);
  });
}

async function runOnAccount(name: string, identifier: string): Promise<void> {
  const command = Object.hasOwn(accountCommands, name) ? accountCommands[name] : undefined;
  if (!command) throw new CommandError(whichCommand);
  const { sessionIdleMinutes, limits } = readConfig();
  const rules = { sessionIdleMinutes, rotationsPerSession: limits.rotationsPerSession };
  await withMigratedDatabase(async (db) => {
    const account = await requireAccount(createRepositories(db, rules).users, identifier);
    await command(createOperatorActs(createInTransaction(db, rules)), account);
  });
}

async function withMigratedDatabase(act: (db: Database) => Promise<void>): Promise<void> {
  await withOperatorDatabase(async ({ db }) => {
    const schema = await schemaStatus(db);
    if (!schema.ok) throw new CommandError(`First run: npm run migrate -- up (${schema.reason})`);
    await act(db);
  });
}

await runCommand({
  usage,
  async run([name = '', ...rest]) {
    const [identifier] = rest;
    if (name === 'create' && identifier === undefined) return create();
    if (identifier === undefined || rest.length > 1) throw new CommandError(whichCommand);
    await runOnAccount(name, identifier);
  },
});
