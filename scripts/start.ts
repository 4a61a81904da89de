import { print } from '#server/cli/terminal.ts';
import { rootFolder } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import {
  claimFolderAndPort,
  openMigratedDatabase,
  readConfigAloud,
  serveUntilStopped,
} from '#tools/app/bring-up.ts';
import { buildClient } from '#tools/app/client-build.ts';
import { stopRequest } from '#tools/app/stop-request.ts';

/** The contract gives ten seconds from the signal to the end. */
const stopWithinMs = 9500;

const stopping = stopRequest();
stopping.addEventListener('abort', () => {
  print('Stopping …');
  setTimeout(() => process.exit(0), stopWithinMs).unref();
});

await serveUntilStopped(stopping, async (running) => {
  const config = readConfigAloud();
  await claimFolderAndPort(config, running);
  const database = await openMigratedDatabase(config, running);
  if (!database) return;
  const pagesFolder = await buildClient({ root: rootFolder, say: print, signal: running.stop });
  if (running.stop.aborted) return;
  const server = await startServer({ config, db: database.db, databaseUrl: database.url, pagesFolder });
  running.add(() => server.close());
  print(`QuantPulse runs at ${server.url}`);
});
