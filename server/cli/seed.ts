import { randomBytes } from 'node:crypto';
import { CommandError, runCommand } from '#server/cli/command.ts';
import { insertDemoFactors, type DemoFactors } from '#server/cli/demo-factors.ts';
import { insertDemoHistory } from '#server/cli/demo-history.ts';
import { demoAdmin, demoOthers, demoPerson, demoRussian } from '#server/cli/demo-people.ts';
import { tryLedger } from '#server/cli/ledger-trial.ts';
import { requireNewPassword, withPasswordWork } from '#server/cli/new-password.ts';
import { operator } from '#server/cli/operator-acts.ts';
import { withMigratedDatabase } from '#server/cli/operator-database.ts';
import { print } from '#server/cli/terminal.ts';
import { readConfig, type Config } from '#server/config.ts';
import { readOrMakeSecret } from '#server/config/made-secret.ts';
import type { Database } from '#server/db/database.ts';
import type { SessionRules } from '#server/identity/sessions/session-endings.repository.ts';
import { createNewcomers, type Newcomer } from '#server/identity/users/newcomers.service.ts';
import type { UserRow } from '#server/identity/users/users.repository.ts';
import {
  createSamplesService,
  prepareSamples,
  type SamplesService,
} from '#server/money/portfolios/samples.service.ts';
import { createBookingService } from '#server/money/transactions/booking.service.ts';
import { createInLedger } from '#server/money/instruments/in-ledger.service.ts';
import { createGroundService } from '#server/money/transactions/ground.service.ts';
import { createReachedService } from '#server/money/transactions/reached.service.ts';
import { createInTransaction, createRepositories, type Repositories } from '#server/repositories.ts';
import { createSecurity, type Security } from '#server/security/security.ts';
import { noPassword } from '#server/security/stored-hash.ts';

const usage = `Usage: npm run seed
  makes demo accounts: an administrator, a person with second factors and thirty days of history, one who reads Russian,
  and thirty more whom no password opens. The two people have two sample portfolios each. Prints the password, that is
  SEED_PASSWORD or one made into .data/, the key of the authenticator app and the recovery codes once. Safe to run
  again: a demo that exists is left as it is. Then it tries that the database refuses what no ledger may hold, and fails
  unless it does. Refused in production.`;

const caller = operator('seed');

async function seed(): Promise<void> {
  const config = readConfig();
  const { environment, sessionIdleMinutes, limits } = config;
  if (environment === 'production')
    throw new CommandError('Demo accounts are not for production; nothing was changed');
  const rules = { sessionIdleMinutes, rotationsPerSession: limits.rotationsPerSession };
  await withMigratedDatabase(async (db) => {
    await makeDemo(db, { config, rules });
    for (const line of await tryLedger(db)) print(line);
  });
}

interface Setting {
  readonly config: Config;
  readonly rules: SessionRules;
}

async function makeDemo(db: Database, { config, rules }: Setting): Promise<void> {
  const { users } = createRepositories(db, rules);
  for (const { email } of [demoAdmin, demoPerson, demoRussian])
    if (await users.isTaken('email', email)) return print('The demo accounts exist; nothing was changed');
  const password = await demoPassword(config);
  const hashes = await withPasswordWork(async (work) => ({
    admin: await work.hash(password),
    person: await work.hash(password),
    russian: await work.hash(password),
  }));
  const samples = samplesOver(db, rules);
  const { secret, recoveryCodes } = await db.transaction().execute((transaction) =>
    insertDemo(transaction, createRepositories(transaction, rules), {
      hashes,
      samples,
      ...createSecurity(config),
    }),
  );
  print(`Administrator: ${demoAdmin.email}`);
  print(`Person with samples, factors and a history: ${demoPerson.email}`);
  print(`  Key of the authenticator app: ${secret}`);
  print(`  Recovery codes: ${recoveryCodes.join(' ')}`);
  print(`Person with samples who reads Russian: ${demoRussian.email}`);
  print(`Password of the three: ${password}`);
  print(`And ${demoOthers.length} more, whom no password opens.`);
}

/** One that is set must be fit for an account. Another is made once: 120 random bits, the same on no two machines. */
async function demoPassword({ seedPassword, dataFolder: folder }: Config): Promise<string> {
  const make = () => randomBytes(15).toString('base64url');
  if (seedPassword === undefined)
    return readOrMakeSecret({ folder, file: 'seed-password', setting: 'SEED_PASSWORD', make });
  await requireNewPassword(seedPassword, [demoAdmin.email, demoPerson.email, demoRussian.email]);
  return seedPassword;
}

function samplesOver(db: Database, rules: SessionRules): SamplesService {
  const booking = createBookingService(createGroundService(createReachedService()));
  const inLedger = createInLedger(createInTransaction(db, rules));
  return createSamplesService({ ...createRepositories(db, rules), booking, inLedger });
}

interface Making {
  readonly hashes: { readonly admin: string; readonly person: string; readonly russian: string };
  readonly samples: SamplesService;
  readonly totpSecrets: Security['totpSecrets'];
}

async function insertDemo(
  db: Database,
  repositories: Repositories,
  { hashes, samples, totpSecrets }: Making,
): Promise<DemoFactors> {
  await repositories.audit.attribute({ caller });
  await insertPerson(repositories, { ...demoAdmin, hashedPassword: hashes.admin, role: 'admin' });
  const person = await insertPerson(repositories, { ...demoPerson, hashedPassword: hashes.person });
  const russian = await insertPerson(repositories, { ...demoRussian, hashedPassword: hashes.russian });
  for (const { id, locale, time_zone: timeZone } of [person, russian])
    await samples.insertMissing(repositories, await prepareSamples({ id, locale, timeZone }));
  for (const [index, fullName] of demoOthers.entries())
    await insertPerson(repositories, {
      fullName,
      email: `person-${index + 1}@demo.example`,
      locale: /\p{Script=Cyrillic}/u.test(fullName) ? 'ru' : 'en',
      hashedPassword: noPassword,
    });
  const now = new Date();
  await insertDemoHistory(db, person.id, now);
  return insertDemoFactors(db, { userId: person.id, now, totpSecrets });
}

/** No mail could confirm a demo address, so it counts as confirmed. */
async function insertPerson(
  repositories: Repositories,
  person: Omit<Newcomer, 'hasSignedIn'>,
): Promise<UserRow> {
  const row = await createNewcomers().insert(repositories, { ...person, hasSignedIn: false });
  await repositories.addresses.updateAsVerified(row.id);
  await repositories.audit.insert({ event: 'account-created', userId: row.id, caller });
  return row;
}

await runCommand({
  usage,
  whichCommand: 'npm run seed takes nothing',
  async run(words) {
    if (words.length > 0) throw new CommandError('npm run seed takes nothing');
    await seed();
  },
});
