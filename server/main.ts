import { configRemarks, readConfig } from '#server/config.ts';
import { ConfigError } from '#server/config/config-error.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { causeOf, createLogger } from '#server/logger.ts';
import { surviveLostReaders } from '#server/lost-readers.ts';
import { startServer } from '#server/server.ts';

/** What an orchestrator waits before it kills, less a little: a database that swallows everything must not hold the end up. */
const stopWithinMillis = 9000;

/** The image's process: a database that others run and migrate, pages that nginx serves. */
async function main(): Promise<void> {
  const stop = stopSignal();
  const config = readConfig();
  if (!config.databaseUrl)
    throw new ConfigError('DATABASE_URL', 'is required here; `npm start` brings a database of its own');
  const log = createLogger(config.logLevel);
  for (const remark of configRemarks(config)) log.warn(remark);
  const { db, close } = await openDatabase(
    config,
    () => undefined,
    (error) => log.warn(causeOf(error), 'database connection lost'),
  );
  const server = await startServer({ config, db, log });
  await stop;
  setTimeout(() => process.exit(0), stopWithinMillis).unref();
  await server.close();
  await close();
  process.exit(0);
}

/** Later signals change nothing: the first has begun what a second would only cut short. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGTERM', () => resolve()).on('SIGINT', () => resolve());
  });
}

surviveLostReaders(process.stderr);
try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
