import { complain, print } from '#server/cli/terminal.ts';
import { configRemarks, readConfig, type Config } from '#server/config.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { openDatabase, type OpenDatabase } from '#server/db/open-database.ts';
import { acquireServerLock } from '#tools/embedded-postgres/embedded-postgres.ts';
import { createClosers, type Closers } from './closers.ts';
import { refuseTakenPort } from './port-probe.ts';
import { unlessAborted, whenAborted } from './stop-request.ts';

interface Running {
  readonly stop: AbortSignal;
  /** What was opened is closed at the end, in reverse order. */
  readonly add: Closers['add'];
}

/** Resolves when all is up; `ended` resolves when what was started has ended by itself, which is a failure. */
type BringUp = (running: Running) => Promise<{ ended: Promise<void> } | void>;

/** Runs what `bringUp` starts until the stop, then closes everything and ends the process. */
export async function serveUntilStopped(stop: AbortSignal, bringUp: BringUp): Promise<never> {
  const { add, closeAll } = createClosers();
  try {
    const running = await bringUp({ stop, add });
    await Promise.race([whenAborted(stop), ...(running ? [running.ended] : [])]);
    if (!stop.aborted) process.exitCode = 1;
  } catch (error) {
    if (!stop.aborted) {
      complain(error);
      process.exitCode = 1;
    }
  }
  await closeAll();
  process.exit();
}

/** The settings, with a line for each that deserves one. */
export function readConfigAloud(): Config {
  const config = readConfig();
  for (const remark of configRemarks(config)) print(remark);
  return config;
}

/** Nobody else serves from this folder or on this port. */
export async function claimFolderAndPort(config: Config, { add }: Running): Promise<void> {
  const lock = acquireServerLock(config.dataFolder);
  add(() => lock.release());
  await refuseTakenPort(config.port, config.host);
}

/** Undefined when the stop came first. */
export async function openMigratedDatabase(
  config: Config,
  { add, stop }: Running,
): Promise<OpenDatabase | undefined> {
  const database = await openDatabase(config, print);
  add(() => database.close());
  // A long statement outlives our patience; closing the embedded server ends it, and nothing of it is kept.
  if (!stop.aborted) await unlessAborted(stop, migrateToLatest(database.migrationUrl, print));
  return stop.aborted ? undefined : database;
}
