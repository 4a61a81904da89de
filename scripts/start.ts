import { acquireServerLock } from '#tools/embedded-postgres/folder-lock.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { configRemarks, readConfig, rootFolder } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import { buildClient } from '#tools/app/client-build.ts';
import { createClosers, type Closers } from '#tools/app/closers.ts';
import { refuseTakenPort } from '#tools/app/port-probe.ts';
import { complain, say } from '#tools/terminal/say.ts';
import { stopRequest, unlessAborted, whenAborted } from '#tools/app/stop-request.ts';

/** The contract gives ten seconds from the signal to the end. */
const stopWithinMs = 9500;

const stop = stopRequest();
const closers = createClosers();
stop.addEventListener('abort', () => {
  say('Stopping …');
  setTimeout(() => process.exit(0), stopWithinMs).unref();
});
try {
  await bringUp(closers, stop);
  await whenAborted(stop);
} catch (error) {
  if (!stop.aborted) {
    complain(error);
    process.exitCode = 1;
  }
}
await closers.closeAll();
process.exit();

async function bringUp({ add }: Closers, signal: AbortSignal): Promise<void> {
  const config = readConfig();
  for (const remark of configRemarks(config)) say(remark);
  const lock = acquireServerLock(config.dataFolder);
  add(() => lock.release());
  await refuseTakenPort(config.port, config.host);
  const database = await openDatabase(config, say);
  add(() => database.close());
  if (signal.aborted) return;
  // A long statement outlives our patience; closing the embedded server ends it, and nothing of it is kept.
  await unlessAborted(signal, migrateToLatest(database.migrationUrl, say));
  if (signal.aborted) return;
  const pagesFolder = await buildClient({ root: rootFolder, say, signal });
  if (signal.aborted) return;
  const server = await startServer({ config, db: database.db, pagesFolder });
  add(() => server.close());
  say(`QuantPulse runs at ${server.url}`);
}
