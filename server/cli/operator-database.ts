import { CommandError } from '#server/cli/command.ts';
import { say } from '#server/cli/terminal.ts';
import { readConfig, readDatabaseSettings } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { schemaStatus } from '#server/db/migrations/history.ts';
import { openDatabase, type OpenDatabase } from '#server/db/open-database.ts';
import { requireFitSession } from '#server/db/session-check.ts';

/** The exit code of an interrupted command: 128 + SIGINT. */
const interruptedExitCode = 130;

/** Opens the configured database for one act. An interrupt closes it too, so that no embedded server keeps running. */
export async function withOperatorDatabase(act: (database: OpenDatabase) => Promise<void>): Promise<void> {
  const database = await openDatabase(readDatabaseSettings(), say);
  const interrupt = () => void database.close().finally(() => process.exit(interruptedExitCode));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    await act(database);
  } finally {
    await database.close();
  }
}

/** The same, for acts that need every migration of this build. */
export async function withMigratedDatabase(act: (db: Database) => Promise<void>): Promise<void> {
  await withOperatorDatabase(async ({ db }) => {
    await requireFitSession(db, readConfig().databasePooler);
    const schema = await schemaStatus(db);
    if (!schema.ok) throw new CommandError(`First run: npm run migrate -- up (${schema.reason})`);
    await act(db);
  });
}
