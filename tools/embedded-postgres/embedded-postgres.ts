import { setTimeout as pause } from 'node:timers/promises';
import { locatePackage, prepareBinaries } from './binaries.ts';
import { createCluster, hasCluster, refuseOtherMajor } from './cluster.ts';
import { connectionUrl, doesAnswer } from './connection.ts';
import { EmbeddedPostgresError, explained } from './error.ts';
import { prepareHome, type Home } from './home.ts';
import { runningPostmaster, stopPostmaster } from './postmaster.ts';
import { withProcessLock } from './process-lock.ts';
import { isServing } from './sockets.ts';
import { startPostmaster } from './start.ts';
import { hasUsers, registerUser } from './users.ts';
import { watchServer } from './watch.ts';

export { EmbeddedPostgresError };

export interface EmbeddedPostgres {
  /** For pg's connection string parser; a unix socket, never TCP. */
  url: string;
  folder: string;
  /** Stops the server when this was its last user. */
  release: () => Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  /** Progress for the operator. */
  say: (line: string) => void;
  /** More of postgresql.conf; what a running server was started with stays. */
  settings?: Record<string, string>;
  /** The unpacked npm package with the binaries; unset: the installed one of this platform. */
  packageFolder?: string;
}

type LocatedOptions = EmbeddedPostgresOptions & { packageFolder: string };

// Long enough for another process to make the cluster on a slow disk; a release must not wait like that.
const JOIN = { name: 'cluster', waitMs: 180_000 };
const LEAVE = { name: 'cluster', waitMs: 2000 };
const READY_LIMIT_MS = 130_000;

/** Starts the embedded server of this data folder, or joins the one that runs. */
export async function acquireEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const packageFolder = options.packageFolder ?? locatePackage();
    const home = prepareHome(options.dataFolder);
    return await withProcessLock(home.folder, JOIN, () => join(home, { ...options, packageFolder }));
  } catch (error) {
    throw explained(options.dataFolder, error);
  }
}

async function join(home: Home, options: LocatedOptions): Promise<EmbeddedPostgres> {
  const user = registerUser(home.folder);
  try {
    const url = await ensureRunning(home, options);
    const restart = () => withProcessLock(home.folder, JOIN, () => ensureRunning(home, options));
    const endWatch = watchServer(home, { restart, say: options.say });
    let released: Promise<void> | undefined;
    return {
      url,
      folder: home.folder,
      release: () => (released ??= endWatch().then(() => leave(home, user))),
    };
  } catch (error) {
    user.remove();
    throw error;
  }
}

async function leave(home: Home, user: { remove(): void }): Promise<void> {
  user.remove();
  const stopping = withProcessLock(home.folder, LEAVE, async () => {
    if (!hasUsers(home.folder)) await stopPostmaster(home);
  });
  // Whoever holds the lock for so long is stopping the server, or about to use it.
  await stopping.catch((error: unknown) => {
    if (!(error instanceof EmbeddedPostgresError)) throw error;
  });
}

/** Adopts a server that serves, waits for one that comes or goes, replaces one that nobody can reach. */
async function ensureRunning(home: Home, options: LocatedOptions): Promise<string> {
  const deadline = Date.now() + READY_LIMIT_MS;
  while (Date.now() < deadline) {
    const server = runningPostmaster(home);
    if (!server) await start(home, options);
    else if (server.isReady && !isServing(server.socketFolder, home)) await stopPostmaster(home);
    else if (server.isReady && (await doesAnswer(server.socketFolder)))
      return connectionUrl(server.socketFolder);
    await pause(server ? 20 : 0);
  }
  throw new EmbeddedPostgresError(`The embedded PostgreSQL in ${home.folder} does not become ready`);
}

async function start(home: Home, { say, settings = {}, packageFolder }: LocatedOptions): Promise<void> {
  if (home.isRelocated)
    say(`The database lives in ${home.folder}, where its account (${home.account?.name}) can reach it`);
  const binaries = prepareBinaries(home, packageFolder);
  if (hasCluster(home)) refuseOtherMajor(home, binaries);
  else {
    say(`Making a PostgreSQL ${binaries.major} database in ${home.folder} …`);
    await createCluster(home, binaries, settings.fsync !== 'off');
  }
  await startPostmaster(home, binaries, { say, settings });
}
