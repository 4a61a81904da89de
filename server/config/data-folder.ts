import { chmodSync, mkdirSync, statSync } from 'node:fs';

const ownerAlone = 0o700;
/** Root hands PostgreSQL to another account, which must pass through this folder and need not list it. */
const passage = 0o711;
const secretFile = 0o600;

/** Makes the folder for everything this machine keeps. An existing one loses rights that nobody needs. */
export function makeDataFolder(folder: string): void {
  const mode = process.getuid?.() === 0 ? passage : ownerAlone;
  mkdirSync(folder, { recursive: true, mode });
  close(folder, mode);
}

/** Leaves a secret file to its owner alone, whoever opened it up: a restored copy, say. */
export function closeSecretFile(file: string): void {
  close(file, secretFile);
}

/** Removes rights and adds none. A file of another owner is left to that owner. */
function close(path: string, allowed: number): void {
  const { mode, uid } = statSync(path);
  const own = process.getuid?.();
  const isTooOpen = (mode & 0o777 & ~allowed) !== 0;
  if (isTooOpen && (own === uid || own === 0)) chmodSync(path, mode & allowed);
}
