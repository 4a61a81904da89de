import { readAppliedMigrations, judgeMigrations, schemaStatus } from '#server/db/migrations/history.ts';
import { CommandError, runCommand } from '#server/cli/command.ts';
import { writeNewMigration } from '#server/cli/new-migration.ts';
import { print, say } from '#server/cli/terminal.ts';
import { undoMigration } from '#server/cli/undo-migration.ts';
import { withOperatorDatabase } from '#server/cli/operator-database.ts';
import { MigrationError, readShippedMigrations } from '#server/db/migrations/files.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import type { OpenDatabase } from '#server/db/open-database.ts';
import { grantServerRole } from '#server/db/server-role.ts';

const usage = `Usage: npm run migrate -- <command>
  up           apply every migration that is missing, all of them or none; waits for a lock 2.5 s
               at a time, five times, then gives up and names who holds it
  down <name>  undo the newest migration, if that is its name, and lose the data it made room for;
               says what it drops and asks, or takes --yes; without a name it says which it is
  status       list the migrations of this build and of the database
  new <name>   write the next migration's file into migrations/
  check        fail unless every migration of this build is applied and unedited`;

const whichCommand = 'Which command? npm run migrate -- up | down <name> | status | new <name> | check';

type Act = (database: OpenDatabase) => Promise<void>;

const acts: Readonly<Record<string, Act>> = { up, status, check };

async function up({ url, migrationUrl }: OpenDatabase): Promise<void> {
  const applied = await migrateToLatest(migrationUrl, say);
  if (migrationUrl !== url) await grantServerRole({ owner: migrationUrl, server: url }, say);
  print(applied.length === 0 ? 'Nothing to apply' : `Applied ${applied.join(', ')}`);
}

async function status({ db }: OpenDatabase): Promise<void> {
  const judged = judgeMigrations(await readShippedMigrations(), await readAppliedMigrations(db));
  for (const { name, state, appliedAt } of judged)
    print(`${state.padEnd(8)} ${name}${appliedAt ? ` (${appliedAt.toISOString()})` : ''}`);
}

async function check({ db }: OpenDatabase): Promise<void> {
  const found = await schemaStatus(db);
  if (!found.ok) throw new MigrationError(`The schema is not that of this build: ${found.reason}`);
  print('The schema is that of this build');
}

await runCommand({
  usage,
  whichCommand,
  flags: ['yes'],
  async run([command = '', name, ...more], { yes = false }) {
    const act = Object.hasOwn(acts, command) ? acts[command] : undefined;
    const isDown = command === 'down';
    if (more.length > 0 || (yes && !isDown)) throw new CommandError(whichCommand);
    if (isDown)
      return withOperatorDatabase((database) => undoMigration(database, { name, isConfirmed: yes }));
    if (command === 'new' && name !== undefined)
      return print(`Written: migrations/${await writeNewMigration(name)}.ts`);
    if (!act || name !== undefined) throw new CommandError(whichCommand);
    return withOperatorDatabase(act);
  },
});
