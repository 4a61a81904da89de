import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { print } from '#server/cli/terminal.ts';
import { rootFolder, type Config } from '#server/config.ts';
import { createSchemaStatus } from '#server/db/migrations/history.ts';
import { migrationsFolder } from '#server/db/migrations/files.ts';
import {
  claimFolderAndPort,
  openMigratedDatabase,
  readConfigAloud,
  serveUntilStopped,
} from '#tools/app/bring-up.ts';
import { tellPendingMigrations } from '#tools/app/pending-migrations.ts';
import { freePort } from '#tools/app/port-probe.ts';
import { stopRequest } from '#tools/app/stop-request.ts';
import { buildEnvironment } from '#tools/launcher/child-process.mjs';

await serveUntilStopped(stopRequest(), async (running) => {
  const config = readConfigAloud();
  refuseColonInPath();
  await claimFolderAndPort(config, running);
  // Held open here, so that an embedded database outlives each restart of the API.
  const database = await openMigratedDatabase(config, running);
  if (!database) return undefined;
  const port = await freePort();
  const api = startApi({ PORT: String(port), APP_ORIGIN: config.appOrigin, DATABASE_URL: database.url });
  running.add(() => endChild(api));
  const types = startTypes();
  running.add(() => endChild(types));
  const vite = startVite(config, port);
  running.add(() => endChild(vite));
  running.add(tellPendingMigrations(migrationsFolder, () => createSchemaStatus()(database.db), print));
  print(`QuantPulse runs at ${config.appOrigin}, reloading on change; Ctrl-C stops it`);
  return { ended: Promise.race([whenEnded(api), whenEnded(vite)]) };
});

/** Vite takes such a path for one of Windows' data streams (isFileLoadingAllowed), and every file would be missing. */
function refuseColonInPath(): void {
  if (rootFolder.includes(':'))
    throw new Error(
      `Vite serves nothing from a folder with ":" in its path (${rootFolder}): rename or move it`,
    );
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
