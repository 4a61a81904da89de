import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childOptions, giveTo } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './error.ts';
import { dataOf, type Home } from './home.ts';
import { removeStalePidFile, runningPostmaster } from './postmaster.ts';
import { prepareSocketFolder } from './sockets.ts';

export interface StartOptions {
  say: (line: string) => void;
  settings: Record<string, string>;
}

/**
 * What people are called and where they are reached stays out of PostgreSQL's log (ASVS 5.0 16.2.5): no DETAIL, which
 * quotes the row that was refused, no statement and no parameter. docker-compose.yml says the same.
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
