import { say } from '#server/cli/terminal.ts';
import { readDatabaseSettings } from '#server/config.ts';
import { openDatabase, type OpenDatabase } from '#server/db/open-database.ts';

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
