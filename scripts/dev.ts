import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { configRemarks, readConfig, rootFolder, type Config } from '#server/config.ts';
import { acquireServerLock } from '#tools/embedded-postgres/folder-lock.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { createSchemaStatus } from '#server/db/migrations/history.ts';
import { migrationsFolder } from '#server/db/migrations/files.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { buildEnvironment } from '#tools/launcher/child-environment.mjs';
import { createClosers, type Closers } from '#tools/app/closers.ts';
import { freePort, refuseTakenPort } from '#tools/app/port-probe.ts';
import { tellPendingMigrations } from '#tools/app/pending-migrations.ts';
import { complain, say } from '#tools/terminal/say.ts';
import { stopRequest, unlessAborted, whenAborted } from '#tools/app/stop-request.ts';

const stop = stopRequest();
const closers = createClosers();
try {
  const running = await bringUp(closers, stop);
  await Promise.race([whenAborted(stop), running?.ended]);
  if (!stop.aborted) process.exitCode = 1;
} catch (error) {
  if (!stop.aborted) {
    complain(error);
    process.exitCode = 1;
  }
}
await closers.closeAll();
process.exit();

/** Answers a promise of the first of the two ending, boxed so that awaiting this does not await that. */
async function bringUp({ add }: Closers, signal: AbortSignal): Promise<{ ended: Promise<void> } | undefined> {
  const config = readConfig();
  for (const remark of configRemarks(config)) say(remark);
  // It takes such a path for one of Windows' data streams (isFileLoadingAllowed), and every file would be missing.
  if (rootFolder.includes(':'))
    throw new Error(
      `Vite serves nothing from a folder with ":" in its path (${rootFolder}): rename or move it`,
    );
  const lock = acquireServerLock(config.dataFolder);
  add(() => lock.release());
  await refuseTakenPort(config.port, config.host);
  // Held open here, so that an embedded database outlives each restart of the API.
  const database = await openDatabase(config, say);
  add(() => database.close());
  if (!signal.aborted) await unlessAborted(signal, migrateToLatest(database.migrationUrl, say));
  if (signal.aborted) return undefined;
  const port = await freePort();
  const api = startApi({ PORT: String(port), APP_ORIGIN: config.appOrigin, DATABASE_URL: database.url });
  add(() => endChild(api));
  const types = startTypes();
  add(() => endChild(types));
  const vite = startVite(config, port);
  add(() => endChild(vite));
  add(tellPendingMigrations(migrationsFolder, () => createSchemaStatus()(database.db), say));
  say(`QuantPulse runs at ${config.appOrigin}, reloading on change; Ctrl-C stops it`);
  return { ended: Promise.race([whenEnded(api), whenEnded(vite)]) };
}

function startApi(environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(
    process.execPath,
    ['--watch', '--watch-preserve-output', join(rootFolder, 'server', 'main.ts')],
    {
      cwd: rootFolder,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, HOST: '127.0.0.1', ...environment },
    },
  );
}

/** Writes the client's types of the API again whenever a file that the router is made of changes. An editor waits for it. */
function startTypes(): ChildProcess {
  return spawn(process.execPath, ['--watch', join(rootFolder, 'scripts', 'types.ts')], {
    cwd: rootFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(rootFolder, 'build', 'node-cache') },
  });
}

/**
 * vite.config.ts proxies to API_ORIGIN; Host and Origin go through unchanged, so the API sees the page's own. A process
 * of its own, since Vite ends its process at SIGTERM, before a database could be closed. CI: a closed stdin is no end.
 */
function startVite({ port, host, appOrigin }: Config, apiPort: number): ChildProcess {
  const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  return spawn(process.execPath, [vite, '--port', String(port), '--host', host, '--strictPort'], {
    cwd: rootFolder,
    stdio: 'inherit',
    env: {
      ...buildEnvironment(process.env),
      API_ORIGIN: `http://127.0.0.1:${apiPort}`,
      APP_ORIGIN: appOrigin,
      CI: 'true',
    },
  });
}

function whenEnded(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function endChild(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await whenEnded(child);
}
