import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { configRemarks, readConfig } from '#server/config.ts';
import { ConfigError } from '#server/config/config-error.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { causeOf, createLogger } from '#server/logger.ts';
import { ignoreOutputErrors } from '#server/output-errors.ts';
import { startServer } from '#server/server.ts';

/** Just under the ten seconds after which an orchestrator sends SIGKILL: a hanging database must not delay the end. */
const stopWithinMillis = 9000;

/** Until then the first questions of readiness are answered. */
const giveBackAfterMillis = 300;

/** The process of the image: others run and migrate the database, and nginx serves the pages. */
async function main(): Promise<void> {
  const stop = stopSignal();
  const config = readConfig();
  if (!config.databaseUrl)
    throw new ConfigError('DATABASE_URL', 'is required here; `npm start` brings a database of its own');
  const log = createLogger(config.logLevel);
  for (const remark of configRemarks(config)) log.warn(remark);
  const {
    db,
    url: databaseUrl,
    close,
  } = await openDatabase(
    config,
    () => undefined,
    (error) => log.warn(causeOf(error), 'database connection lost'),
  );
  const server = await startServer({ config, db, databaseUrl, log });
  setTimeout(giveBackMemory, giveBackAfterMillis).unref();
  await stop;
  setTimeout(() => process.exit(0), stopWithinMillis).unref();
  await server.close();
  await close();
  process.exit(0);
}

/**
 * Loading leaves a heap three times what is in use. V8 gives it back only when memory runs out. This takes a tenth of a
 * second once, and a quarter of what an idle process holds.
 */
function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('globalThis.gc') as typeof globalThis.gc;
  setFlagsFromString('--no-expose-gc');
  // A Node that has none keeps the memory, and serves.
  collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** Resolves at the first signal; later ones change nothing. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGTERM', () => resolve()).on('SIGINT', () => resolve());
  });
}

ignoreOutputErrors(process.stderr);
try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
