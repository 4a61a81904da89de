import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandOf, identityOf } from '#tools/launcher/process-lock.mjs';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './error.ts';
import { childOptions, dataOf, giveTo, type Home } from './home.ts';
import { prepareSocketFolder, removeSocketFolder } from './sockets.ts';

interface StartOptions {
  say: (line: string) => void;
  settings: Record<string, string>;
}

/**
 * Names and addresses of people stay out of PostgreSQL's log (ASVS 5.0 16.2.5). So it holds no DETAIL, which quotes
 * the refused row, no statement and no parameter. docker-compose.yml says the same.
 */
export const quietLog = {
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  log_min_duration_statement: '-1',
};

const LARGEST_LOG_BYTES = 10 * 1024 * 1024;
const REMARK_AFTER_MS = 1000;
const RECOVERY_LIMIT_MS = 120_000;

/** Comes back when the server is ready, or when another instance of it is still about to end. */
export async function startPostmaster(home: Home, binaries: Binaries, options: StartOptions): Promise<void> {
  removeStalePidFile(home);
  const log = openLog(home);
  const server = launch(home, binaries, { log: log.descriptor, settings: options.settings });
  closeSync(log.descriptor);
  const outcome = await untilReady(server, home, options.say);
  if (outcome === 'ready') return;
  const complaint = complaintIn(home, log.offset);
  // The children of a killed postmaster hold its shared memory until they notice, within a second or so.
  if (/still in use|postmaster\.pid/.test(complaint)) return;
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL did not start (${complaint || outcome}; see ${logPath(home)})`,
  );
}

function launch(
  home: Home,
  binaries: Binaries,
  { log, settings }: { log: number; settings: Record<string, string> },
): ChildProcess {
  const all = {
    listen_addresses: '',
    unix_socket_directories: prepareSocketFolder(home),
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...quietLog,
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A session of its own: Ctrl-C reaches the terminal's process group, and the server must outlive the drain.
  const server = spawn(binaries.postgres, ['-D', dataOf(home), ...flags], {
    ...childOptions(home.account),
    detached: true,
    stdio: ['ignore', log, log],
  });
  server.unref();
  return server;
}

async function untilReady(server: ChildProcess, home: Home, say: StartOptions['say']): Promise<string> {
  let end: string | undefined;
  server.once('error', (error) => (end = error.message));
  server.once('exit', (code, signal) => (end ??= `it ended with ${signal ?? code}`));
  const begin = Date.now();
  let hasRemarked = false;
  while (end === undefined) {
    const running = runningPostmaster(home);
    if (running?.isReady && running.pid === server.pid) return 'ready';
    const waited = Date.now() - begin;
    if (waited > RECOVERY_LIMIT_MS) return `not ready after ${RECOVERY_LIMIT_MS / 1000} s`;
    if (waited > REMARK_AFTER_MS && !hasRemarked) say('PostgreSQL is recovering its data …');
    hasRemarked ||= waited > REMARK_AFTER_MS;
    await pause(5);
  }
  return end;
}

function openLog(home: Home): { descriptor: number; offset: number } {
  const path = logPath(home);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const isFull = size > LARGEST_LOG_BYTES;
  if (isFull) renameSync(path, `${path}.1`);
  const descriptor = openSync(path, 'a', 0o600);
  giveTo(home.account, path);
  return { descriptor, offset: isFull ? 0 : size };
}

function complaintIn(home: Home, offset: number): string {
  const log = readFileSync(logPath(home)).subarray(offset).toString();
  return /(?:FATAL|PANIC):\s*(.*)/.exec(log)?.[1] ?? log.trim().split('\n').at(-1) ?? '';
}

function logPath(home: Home): string {
  return join(home.folder, 'postgres.log');
}

interface Postmaster {
  pid: number;
  socketFolder: string;
  isReady: boolean;
}

// Fast, then immediate shutdown, then by force; PostgreSQL recovers from all of them. 6.5 s in all, since
// the whole application has 10 s to end.
const STOPPING = [
  { signal: 'SIGINT', waitMs: 4000 },
  { signal: 'SIGQUIT', waitMs: 2000 },
  { signal: 'SIGKILL', waitMs: 500 },
] as const;

/** The server of this home, whoever started it; a stale postmaster.pid, a reused pid or a zombie is none. */
export function runningPostmaster(home: Home): Postmaster | undefined {
  const postmaster = readPidFile(home);
  return postmaster && runsIn(postmaster.pid, dataOf(home)) ? postmaster : undefined;
}

function removeStalePidFile(home: Home): void {
  rmSync(pidFile(home), { force: true });
}

export async function stopPostmaster(home: Home): Promise<void> {
  const postmaster = runningPostmaster(home);
  if (!postmaster) return;
  for (const { signal, waitMs } of STOPPING) {
    send(postmaster.pid, signal);
    if (await isGone(postmaster.pid, home, waitMs)) break;
  }
  removeSocketFolder(home);
}

/** Lines as in PostgreSQL's pidfile.h: pid, data, start, port, sockets, address, memory, status. */
function readPidFile(home: Home): Postmaster | undefined {
  if (!existsSync(pidFile(home))) return undefined;
  const lines = contentOf(pidFile(home)).split('\n');
  return {
    pid: Number(lines[0]),
    socketFolder: lines[4] ?? '',
    isReady: lines[7]?.trim() === 'ready',
  };
}

async function isGone(pid: number, home: Home, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  while (runsIn(pid, dataOf(home))) {
    if (Date.now() > deadline) return false;
    await pause(10);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // removed this instant by a server that ends
  }
}

function pidFile(home: Home): string {
  return join(dataOf(home), 'postmaster.pid');
}

/** True when `pid` runs in `folder`: what a postmaster of that data directory does. */
function runsIn(pid: number, folder: string): boolean {
  if (identityOf(pid) === undefined) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    // Root without CAP_SYS_PTRACE (Docker's default) may not follow that link; macOS has none.
    return commandOf(pid).includes(folder);
  }
}
