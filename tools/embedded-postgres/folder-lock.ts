import { makeDataFolder } from '#server/config/data-folder.ts';
import { tryProcessLock, type ProcessLock } from './process-lock.ts';

/** One server per data folder: the CLI shares the database with it, a second server is refused. */
export function acquireServerLock(dataFolder: string): ProcessLock {
  const lock = attempt(dataFolder);
  if ('heldBy' in lock)
    throw new Error(`QuantPulse already runs in this folder (process ${lock.heldBy}): stop it first`);
  return lock;
}

function attempt(dataFolder: string) {
  try {
    makeDataFolder(dataFolder);
    return tryProcessLock(dataFolder, 'server');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The data folder ${dataFolder} cannot be used: ${reason}`, { cause: error });
  }
}
