import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo, type Account } from './account.ts';
import type { Home } from './home.ts';

// sun_path holds 107 bytes (unix(7); 103 on macOS), which a checkout's path soon exceeds: sockets lie apart.
const SOCKET_HOMES = '/tmp';
const SOCKET = '.s.PGSQL.5432';

/** The same name at every start, so that a pool of a longer-lived process finds the server again. */
export function prepareSocketFolder(home: Home): string {
  const record = join(home.folder, 'sockets');
  const recorded = existsSync(record) ? readFileSync(record, 'utf8').trim() : undefined;
  if (recorded && (isOurs(recorded, home.account) || make(recorded, home.account))) return recorded;
  const fresh = join(SOCKET_HOMES, `quantpulse-${randomBytes(8).toString('hex')}`);
  writeFileSync(record, fresh, { mode: 0o600 });
  giveTo(home.account, record);
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(home.account, fresh);
  return fresh;
}

/** A cleaner of temporary files may have taken the socket of a server that still runs. */
export function isServing(socketFolder: string, home: Home): boolean {
  return isOurs(socketFolder, home.account) && existsSync(join(socketFolder, SOCKET));
}

export function removeSocketFolder(socketFolder: string, home: Home): void {
  if (isOurs(socketFolder, home.account)) rmSync(socketFolder, { recursive: true, force: true });
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
