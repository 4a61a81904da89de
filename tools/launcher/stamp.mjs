import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClearError } from './clear-error.mjs';

const stampIn = (folder) => join(folder, 'node_modules', '.installed-lock');

/** Whether `node_modules` was completely installed from the lock file as it is now, for this platform. */
export function isStamped(folder) {
  return readOrNothing(stampIn(folder)) === hashOfLock(folder);
}

export function removeStamp(folder) {
  rmSync(stampIn(folder), { force: true });
}

/** Written aside and renamed: a stamp is whole or absent. */
export function writeStamp(folder) {
  const draft = `${stampIn(folder)}.${process.pid}`;
  writeFileSync(draft, hashOfLock(folder));
  renameSync(draft, stampIn(folder));
}

function hashOfLock(folder) {
  const lock = readOrNothing(join(folder, 'package-lock.json'));
  if (lock === undefined) throw new ClearError(`package-lock.json is missing or unreadable in ${folder}`);
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
