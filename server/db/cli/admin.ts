import { readConfig, type Config } from '#server/config.ts';
import {
  createAdmin,
  requireAdminPassword,
  requireEmail,
  requireUsername,
  type AdminAccount,
} from '#server/db/cli/admin-account.ts';
import { CommandError, print, runCommand } from '#server/db/cli/command.ts';
import { withOperatorDatabase } from '#server/db/cli/operator-database.ts';
import { createPrompt } from '#server/db/cli/prompt.ts';
import type { Database } from '#server/db/database.ts';
import { schemaStatus } from '#server/db/schema-status.ts';
import { createPasswords } from '#server/security/passwords.ts';

const usage = `Usage: npm run admin -- create
  makes an administrator from FIRST_ADMIN_EMAIL, FIRST_ADMIN_USERNAME and FIRST_ADMIN_PASSWORD (or
  FIRST_ADMIN_PASSWORD_FILE); asks for what is not set. Safe to run again: an administrator who exists
  is left as they are, any other account is never promoted.`;

async function readAccount({ firstAdmin }: Config): Promise<AdminAccount> {
  const prompt = createPrompt();
  try {
    const email = requireEmail(firstAdmin.email ?? (await prompt.ask('E-mail: ')));
    const username = requireUsername(firstAdmin.username ?? (await prompt.ask('Username: ')));
    const password = firstAdmin.password ?? (await prompt.askHidden('Password (not shown): '));
    requireAdminPassword({ email, username, password });
    if (firstAdmin.password === undefined && (await prompt.askHidden('The same again: ')) !== password)
      throw new CommandError('The two passwords differ; nothing was changed');
    return { email, username, password };
  } finally {
    prompt.close();
  }
}

async function create(): Promise<void> {
  const account = await readAccount(readConfig());
  await withOperatorDatabase(async ({ db }) => {
    const schema = await schemaStatus(db);
    if (!schema.ok) throw new CommandError(`First run: npm run migrate -- up (${schema.reason})`);
    const isNew = await createHashed(db, account);
    const outcome = isNew ? 'is made' : 'exists; nothing was changed';
    print(`Administrator ${account.email} ${outcome}`);
  });
}

async function createHashed(db: Database, account: AdminAccount): Promise<boolean> {
  const passwords = createPasswords({ threads: 1 });
  try {
    return await passwords.withPlace([], (work) => createAdmin(db, work, account));
  } finally {
    await passwords.close();
  }
}

await runCommand({
  usage,
  async run(parameters) {
    if (parameters.length !== 1 || parameters[0] !== 'create')
      throw new CommandError('Which command? npm run admin -- create');
    await create();
  },
});
