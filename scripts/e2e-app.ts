import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig, rootFolder } from '#server/config.ts';
import { removeEmbeddedPostgres } from '#server/db/embedded/remove-embedded-postgres.ts';
import { migrateToLatest } from '#server/db/migrator.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { startServer } from '#server/server.ts';
import { buildClient } from './client-build.ts';
import { freePort } from './port-probe.ts';
import { createClosers, type Closers } from './closers.ts';
import { complain, say } from './say.ts';

/** Every limit off: many journeys share one address. A journey about a limit belongs to the integration tests. */
const noLimits = {
  LIMIT_FAILED_PER_ACCOUNT_AND_IP: '0',
  LIMIT_FAILED_PER_ACCOUNT: '0',
  LIMIT_CHECKS_PER_IP: '0',
  LIMIT_REGISTRATIONS_PER_IP: '0',
  LIMIT_MAILS_PER_ADDRESS: '0',
  LIMIT_MAILS_PER_IP: '0',
  LIMIT_ROTATIONS_PER_SESSION: '0',
  REQUESTS_PER_MINUTE: '0',
  REQUESTS_PER_MINUTE_PER_IP: '0',
};

const stopped = new Promise<void>((resolve) => process.once('disconnect', resolve));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

const closers = createClosers();
try {
  process.send?.(await bringUp(closers));
  await stopped;
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
await closers.closeAll();
process.exit();

/** Whatever fails on the way, the cluster and its folder go. */
async function bringUp({ add }: Closers): Promise<string> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'qp-e2e-'));
  add(() => rm(dataFolder, { recursive: true, force: true }));
  const config = parseConfig(
    { NODE_ENV: 'test', LOG_LEVEL: 'info', PORT: String(await freePort()), ...noLimits },
    dataFolder,
  );
  add(() => removeEmbeddedPostgres(dataFolder));
  const database = await openDatabase(config, say);
  add(() => database.close());
  await migrateToLatest(database.url, say);
  const pagesFolder = await buildClient({ root: rootFolder, say });
  const server = await startServer({ config, db: database.db, pagesFolder });
  add(() => server.close());
  return server.url;
}
