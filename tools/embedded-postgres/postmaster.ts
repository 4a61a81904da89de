import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dataOf, type Home } from './home.ts';
import { runsIn } from './process-identity.ts';
import { removeSocketFolder } from './sockets.ts';

export interface Postmaster {
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

export function removeStalePidFile(home: Home): void {
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
