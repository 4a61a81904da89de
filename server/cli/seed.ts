import { randomBytes } from 'node:crypto';
import { CommandError, runCommand } from '#server/cli/command.ts';
import { insertDemoFactors, type DemoFactors } from '#server/cli/demo-factors.ts';
import { insertDemoHistory } from '#server/cli/demo-history.ts';
import { demoAdmin, demoOthers, demoPerson } from '#server/cli/demo-people.ts';
import { withPasswordWork } from '#server/cli/new-password.ts';
import { operator } from '#server/cli/operator-acts.ts';
import { withMigratedDatabase } from '#server/cli/operator-database.ts';
import { print } from '#server/cli/terminal.ts';
import { readConfig } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { createNewcomers, type Newcomer } from '#server/identity/users/newcomers.service.ts';
import { createRepositories, type Repositories } from '#server/repositories.ts';
import { createSecurity, type Security } from '#server/security/security.ts';
import { noPassword } from '#server/security/stored-hash.ts';

const usage = `Usage: npm run seed
  makes demo accounts: an administrator, a person with second factors and thirty days of history, and thirty more whom
  no password opens. Prints the two passwords, the key of the authenticator app and the recovery codes once. Safe to run
  again: a demo that exists is left as it is. Refused in production.`;

const caller = operator('seed');

async function seed(): Promise<void> {
  const config = readConfig();
  const { environment, sessionIdleMinutes, limits } = config;
  if (environment === 'production')
    throw new CommandError('Demo accounts are not for production; nothing was changed');
  const passwords = { admin: newPassword(), person: newPassword() };
  await withMigratedDatabase(async (db) => {
    const rules = { sessionIdleMinutes, rotationsPerSession: limits.rotationsPerSession };
    const { users } = createRepositories(db, rules);
    for (const { email } of [demoAdmin, demoPerson])
      if (await users.isTaken('email', email)) return print('The demo accounts exist; nothing was changed');
    const hashes = await withPasswordWork(async (work) => ({
      admin: await work.hash(passwords.admin),
      person: await work.hash(passwords.person),
    }));
    const { secret, recoveryCodes } = await db.transaction().execute((transaction) =>
      insertDemo(transaction, createRepositories(transaction, rules), {
        hashes,
        ...createSecurity(config),
      }),
    );
    print(`Administrator: ${demoAdmin.email}  ${passwords.admin}`);
    print(`Person with factors and a history: ${demoPerson.email}  ${passwords.person}`);
    print(`  Key of the authenticator app: ${secret}`);
    print(`  Recovery codes: ${recoveryCodes.join(' ')}`);
    print(`And ${demoOthers.length} more, whom no password opens. None of this is shown again.`);
  });
}

async function insertDemo(
  db: Database,
  repositories: Repositories,
  {
    hashes,
    totpSecrets,
  }: { hashes: { admin: string; person: string }; totpSecrets: Security['totpSecrets'] },
): Promise<DemoFactors> {
  await repositories.audit.attribute({ caller });
  await insertPerson(repositories, { ...demoAdmin, hashedPassword: hashes.admin, role: 'admin' });
  const personId = await insertPerson(repositories, { ...demoPerson, hashedPassword: hashes.person });
  for (const [index, fullName] of demoOthers.entries())
    await insertPerson(repositories, {
      fullName,
      email: `person-${index + 1}@demo.example`,
      locale: /\p{Script=Cyrillic}/u.test(fullName) ? 'ru' : 'en',
      hashedPassword: noPassword,
    });
  const now = new Date();
  await insertDemoHistory(db, personId, now);
  return insertDemoFactors(db, { userId: personId, now, totpSecrets });
}

/** No mail could confirm a demo address, so it counts as confirmed. */
async function insertPerson(
  repositories: Repositories,
  person: Omit<Newcomer, 'hasSignedIn'>,
): Promise<string> {
  const { id: userId } = await createNewcomers().insert(repositories, { ...person, hasSignedIn: false });
  await repositories.addresses.updateAsVerified(userId);
  await repositories.audit.insert({ event: 'account-created', userId, caller });
  return userId;
}

/** 120 random bits: a fixed password of a demo would be tried on every server that can be reached. */
function newPassword(): string {
  return randomBytes(15).toString('base64url');
}

await runCommand({
  usage,
  whichCommand: 'npm run seed takes nothing',
  async run(words) {
    if (words.length > 0) throw new CommandError('npm run seed takes nothing');
    await seed();
  },
});
