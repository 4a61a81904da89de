import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeDataFolder } from '#server/config/data-folder.ts';
import { tryProcessLock, withProcessLock, type ProcessLock } from '#tools/launcher/process-lock.mjs';
import { locatePackage, prepareBinaries } from './binaries.ts';
import { createCluster, hasCluster, refuseOtherMajor, SUPERUSER } from './cluster.ts';
import { EmbeddedPostgresError, explained } from './error.ts';
import { homeLink, prepareHome, type Home } from './home.ts';
import { runningPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { connectionUrl, doesAnswer, isServing, removeSocketFolder } from './sockets.ts';
import { hasUsers, registerUser, watchServer } from './users.ts';

export { EmbeddedPostgresError, SUPERUSER };

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
const JOIN_LIMIT_MS = 180_000;
const LEAVE_LIMIT_MS = 2000;
const REMOVE_LIMIT_MS = 10_000;
const READY_LIMIT_MS = 130_000;

/** Starts the embedded server of this data folder, or joins the one that runs. */
export async function acquireEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const packageFolder = options.packageFolder ?? locatePackage();
    const home = prepareHome(options.dataFolder);
    return await alone(home, JOIN_LIMIT_MS, () => use(home, { ...options, packageFolder }));
  } catch (error) {
    throw explained(options.dataFolder, error);
  }
}

/** Ends the server and deletes all its data, wherever it lives; refused while anyone uses it. */
export async function removeEmbeddedPostgres(dataFolder: string): Promise<void> {
  const home = prepareHome(dataFolder);
  await alone(home, REMOVE_LIMIT_MS, async () => {
    if (hasUsers(home.folder))
      throw new EmbeddedPostgresError(`${home.folder} is in use: end its users first`);
    await stopPostmaster(home);
    removeSocketFolder(home);
    rmSync(home.folder, { recursive: true, force: true, maxRetries: 5 });
  });
  rmSync(homeLink(dataFolder), { recursive: true, force: true });
}

interface ScratchCluster {
  readonly url: string;
  close(): Promise<void>;
}

/** Nobody misses these data after a power cut. */
const scratchSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

/** A PostgreSQL of its own in a temporary folder; `close` leaves nothing of it. */
export async function openScratchCluster(say: (line: string) => void): Promise<ScratchCluster> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'quantpulse-'));
  const postgres = await acquireEmbeddedPostgres({ dataFolder, say, settings: scratchSettings });
  return {
    url: postgres.url,
    async close() {
      await postgres.release();
      await removeEmbeddedPostgres(dataFolder);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** One server per data folder: the CLI shares the database with it, a second server is refused. */
export function acquireServerLock(dataFolder: string): ProcessLock {
  const lock = tryServerLock(dataFolder);
  if ('heldBy' in lock)
    throw new Error(`QuantPulse already runs in this folder (process ${lock.heldBy}): stop it first`);
  return lock;
}

function tryServerLock(dataFolder: string) {
  try {
    makeDataFolder(dataFolder);
    return tryProcessLock(dataFolder, 'server');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The data folder ${dataFolder} cannot be used: ${reason}`, { cause: error });
  }
}

/** Whoever starts, stops or removes a server is alone with it. */
function alone<T>({ folder }: Home, waitMs: number, work: () => Promise<T>): Promise<T> {
  const onBusy = (pid: number, waitedMs: number) => {
    if (waitedMs > waitMs)
      throw new EmbeddedPostgresError(`Process ${pid} has been busy with ${folder} for long: end it`);
  };
  return withProcessLock(folder, { name: 'cluster', onBusy }, work);
}

async function use(home: Home, options: LocatedOptions): Promise<EmbeddedPostgres> {
  const user = registerUser(home.folder);
  try {
    const url = await ensureRunning(home, options);
    const restart = () => alone(home, JOIN_LIMIT_MS, () => ensureRunning(home, options));
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
  const stopping = alone(home, LEAVE_LIMIT_MS, async () => {
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
