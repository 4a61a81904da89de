import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DATABASE, SUPERUSER } from './cluster.ts';
import { giveTo, type Account, type Home } from './home.ts';

export const SOCKET = '.s.PGSQL.5432';

const ANSWER_LIMIT_MS = 2000;

// sun_path holds 107 bytes (unix(7); 103 on macOS), which a checkout's path soon exceeds: sockets lie apart.
const SOCKET_HOMES = '/tmp';

/** The same name at every start, so that a pool of a longer-lived process finds the server again. */
export function prepareSocketFolder(home: Home): string {
  const recorded = recordedFolder(home);
  if (recorded && (isOurs(recorded, home.account) || make(recorded, home.account))) return recorded;
  const fresh = join(SOCKET_HOMES, `quantpulse-${randomBytes(8).toString('hex')}`);
  writeFileSync(recordPath(home), fresh, { mode: 0o600 });
  giveTo(home.account, recordPath(home));
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(home.account, fresh);
  return fresh;
}

/** A cleaner of temporary files may have taken the socket of a server that still runs. */
export function isServing(socketFolder: string, home: Home): boolean {
  return isOurs(socketFolder, home.account) && existsSync(join(socketFolder, SOCKET));
}

export function removeSocketFolder(home: Home): void {
  const folder = recordedFolder(home);
  if (folder && isOurs(folder, home.account)) rmSync(folder, { recursive: true, force: true });
}

/** Anyone may make a folder under /tmp: one of another owner, or open to others, is never used. */
function isOurs(folder: string, account: Account | undefined): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return false;
  return stats.uid === (account?.uid ?? process.getuid?.()) && (stats.mode & 0o077) === 0;
}

/** False when something of another owner stands there by now. */
function make(folder: string, account: Account | undefined): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    giveTo(account, folder);
    return true;
  } catch {
    return false;
  }
}

function recordedFolder(home: Home): string | undefined {
  const path = recordPath(home);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

function recordPath(home: Home): string {
  return join(home.folder, 'sockets');
}

export function connectionUrl(socketFolder: string): string {
  const socket = `host=${encodeURIComponent(socketFolder)}&port=5432`;
  return `postgresql:///${DATABASE}?${socket}&user=${SUPERUSER}&sslmode=disable`;
}

/**
 * A server that was killed this instant still has its pid, its files and a socket that takes connections. Only an
 * answer shows that it lives. An SSLRequest (PostgreSQL protocol 3, message formats) gets one byte from any server,
 * before it knows who asks.
 */
export async function doesAnswer(socketFolder: string): Promise<boolean> {
  const socket = connect(join(socketFolder, SOCKET));
  try {
    socket.write(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]));
    await once(socket, 'data', { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return true;
  } catch {
    return false;
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}
