import { chmodSync, mkdirSync, statSync } from 'node:fs';

const ownerAlone = 0o700;
/** Root hands PostgreSQL to an account of its own, which must pass through and need not look around. */
const passage = 0o711;
const secretFile = 0o600;

/** Makes the folder of all that is kept on this machine, or closes one that is more open than it has to be. */
export function makeDataFolder(folder: string): void {
  const mode = process.getuid?.() === 0 ? passage : ownerAlone;
  mkdirSync(folder, { recursive: true, mode });
  close(folder, mode);
}

/** Closes a secret to all but its owner, whoever opened it: a copy that was put back, say. */
export function closeSecretFile(file: string): void {
  close(file, secretFile);
}

/** Takes rights away and gives none; another's file is theirs to close. */
function close(path: string, allowed: number): void {
  const { mode, uid } = statSync(path);
  const own = process.getuid?.();
  const isTooOpen = (mode & 0o777 & ~allowed) !== 0;
  if (isTooOpen && (own === uid || own === 0)) chmodSync(path, mode & allowed);
}
