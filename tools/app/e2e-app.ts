import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig, rootFolder } from '#server/config.ts';
import { removeEmbeddedPostgres } from '#tools/embedded-postgres/remove-embedded-postgres.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { startServer } from '#server/server.ts';
import { buildClient } from './client-build.ts';
import { freePort } from './port-probe.ts';
import { createClosers, type Closers } from './closers.ts';
import { complain, say } from '#tools/terminal/say.ts';

/** Every limit off: many journeys share one address. A journey about a limit belongs to the integration tests. */
const noLimits = {
  LIMIT_FAILED_PER_ACCOUNT_AND_IP: '0',
  LIMIT_FAILED_PER_ACCOUNT: '0',
  LIMIT_CHECKS_PER_IP: '0',
  LIMIT_REGISTRATIONS_PER_IP: '0',
  LIMIT_MAILS_PER_ADDRESS: '0',
  LIMIT_MAILS_PER_IP: '0',
  LIMIT_EXPORTS_PER_USER: '0',
  LIMIT_USERNAME_CHANGES_PER_USER: '0',
  LIMIT_ROTATIONS_PER_SESSION: '0',
  REQUESTS_PER_MINUTE: '0',
  REQUESTS_PER_MINUTE_PER_IP: '0',
};

/** The least bcrypt takes: a journey is not about how long a hash takes, and two cores are few. */
const passwordCost = 4;

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

/** A second server beside the first shares its database and keeps its keys and port over a restart. */
function settings(freshPort: number) {
  const { E2E_DATABASE_URL: databaseUrl, E2E_AUTH_SECRET: secret, E2E_PORT: port } = process.env;
  const shared = databaseUrl && secret ? { DATABASE_URL: databaseUrl, AUTH_SECRET: secret } : {};
  return { NODE_ENV: 'test', LOG_LEVEL: 'info', PORT: port ?? String(freshPort), ...shared, ...noLimits };
}

/** Whatever fails on the way, the cluster and its folder go. */
async function bringUp({ add }: Closers): Promise<{ url: string; databaseUrl: string }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'qp-e2e-'));
  add(() => rm(dataFolder, { recursive: true, force: true }));
  const config = parseConfig(settings(await freePort()), dataFolder);
  add(() => removeEmbeddedPostgres(dataFolder));
  const database = await openDatabase(config, say);
  add(() => database.close());
  await migrateToLatest(database.url, say);
  const pagesFolder = await buildClient({ root: rootFolder, say });
  const server = await startServer({ config, db: database.db, pagesFolder, passwordCost });
  add(() => server.close());
  return { url: server.url, databaseUrl: database.url };
}
