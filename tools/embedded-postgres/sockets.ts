import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo, type Account } from './account.ts';
import { SOCKET } from './connection.ts';
import type { Home } from './home.ts';

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
