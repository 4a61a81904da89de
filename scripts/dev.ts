import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { readConfig, rootFolder } from '#server/config.ts';
import { acquireServerLock } from '#server/db/embedded/folder-lock.ts';
import { migrateToLatest } from '#server/db/migrator.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { createServer as createVite } from 'vite';
import { createClosers, type Closers } from './closers.ts';
import { freePort, refuseTakenPort } from './port-probe.ts';
import { complain, say } from './say.ts';
import { stopRequest, whenAborted } from './stop-request.ts';

const stop = stopRequest();
const closers = createClosers();
try {
  const api = await bringUp(closers);
  await Promise.race([whenAborted(stop), whenEnded(api)]);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
await closers.closeAll();
process.exit();

async function bringUp({ add }: Closers): Promise<ChildProcess> {
  const config = readConfig();
  const lock = acquireServerLock(config.dataFolder);
  add(() => lock.release());
  await refuseTakenPort(config.port, config.host);
  // Held open here, so that an embedded database outlives each restart of the API.
  const database = await openDatabase(config, say);
  add(() => database.close());
  await migrateToLatest(database.url, say);
  const port = await freePort();
  const api = startApi({ PORT: String(port), APP_ORIGIN: config.appOrigin, DATABASE_URL: database.url });
  add(() => endChild(api));
  const vite = await startVite(config, port);
  add(() => vite.close());
  say(`QuantPulse runs at ${config.appOrigin}, reloading on change; Ctrl-C stops it`);
  return api;
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

/** vite.config.ts proxies to API_ORIGIN; Host and Origin go through unchanged, so the API sees the page's own. */
async function startVite({ port, host }: { port: number; host: string }, apiPort: number) {
  process.env.API_ORIGIN = `http://127.0.0.1:${apiPort}`;
  const vite = await createVite({
    configFile: join(rootFolder, 'vite.config.ts'),
    server: { port, host, strictPort: true },
  });
  return vite.listen();
}

function whenEnded(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function endChild(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await whenEnded(child);
}
