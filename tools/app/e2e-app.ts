import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from '#server/cli/terminal.ts';
import { parseConfig, rootFolder } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import { noLimits } from '#server/testing/no-limits.ts';
import { removeEmbeddedPostgres } from '#tools/embedded-postgres/embedded-postgres.ts';
import { openMigratedDatabase, serveUntilStopped } from './bring-up.ts';
import { buildClient } from './client-build.ts';
import { freePort } from './port-probe.ts';

/** The least bcrypt takes: a journey is not about how long a hash takes, and two cores are few. */
const passwordCost = 4;

/** Its end is that of the process that started it; the terminal's signals reach that one too. */
const abandoned = new AbortController();
process.once('disconnect', () => abandoned.abort());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

await serveUntilStopped(abandoned.signal, async (running) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'qp-e2e-'));
  running.add(() => rm(dataFolder, { recursive: true, force: true }));
  const config = parseConfig(settings(await freePort()), dataFolder);
  running.add(() => removeEmbeddedPostgres(dataFolder));
  const database = await openMigratedDatabase(config, running);
  if (!database) return;
  const pagesFolder = await buildClient({ root: rootFolder, say: print });
  const server = await startServer({
    config,
    db: database.db,
    databaseUrl: database.url,
    pagesFolder,
    passwordCost,
  });
  running.add(() => server.close());
  process.send?.({ url: server.url, databaseUrl: database.url });
});

/**
 * Every limit is off, since many journeys share one address. A second server beside the first shares its database and
 * keeps its keys and port over a restart.
 */
function settings(freshPort: number) {
  const { E2E_DATABASE_URL: databaseUrl, E2E_AUTH_SECRET: secret, E2E_PORT: port } = process.env;
  const shared = databaseUrl && secret ? { DATABASE_URL: databaseUrl, AUTH_SECRET: secret } : {};
  return { NODE_ENV: 'test', LOG_LEVEL: 'info', PORT: port ?? String(freshPort), ...shared, ...noLimits };
}
