import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimes,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const beatMs = 2000;
/** A process id may be reused after a reboot; a lock nobody has touched for this long has no holder. */
const abandonedMs = 120_000;

/** Two commands started at once in one folder: the second waits, then finds the work done. */
export async function withInstallLock(root, work) {
  mkdirSync(join(root, 'build'), { recursive: true });
  const path = join(root, 'build', 'install.lock');
  for (let waits = 0; !take(path); waits += 1) {
    if (waits === 2) process.stdout.write('Waiting for another command that installs in this folder …\n');
    await wait(500);
  }
  const beat = setInterval(() => utimes(path, new Date(), new Date(), () => {}), beatMs);
  try {
    return await work({ add: (pid) => rewrite(path, `${process.pid} ${pid}`) });
  } finally {
    clearInterval(beat);
    rmSync(path, { force: true });
  }
}

/** A hard link appears at once and with its content: no reader sees a lock without its holder. */
function take(path) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    removeIfAbandoned(path);
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function rewrite(path, holders) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, holders);
  renameSync(draft, path);
}

/** Holders are the command and its npm, which outlives a killed command. */
function removeIfAbandoned(path) {
  const seen = readIfThere(path);
  if (seen === undefined || isHeld(seen)) return;
  const aside = `${path}.abandoned.${process.pid}`;
  try {
    renameSync(path, aside);
    // Between reading and renaming, another waiter may have taken the lock: then it goes back.
    if (readFileSync(aside, 'utf8') !== seen.holders) linkSync(aside, path);
  } catch {
    // Someone else was faster; the next round looks again.
  }
  rmSync(aside, { force: true });
}

function readIfThere(path) {
  try {
    return { holders: readFileSync(path, 'utf8'), touchedAt: statSync(path).mtimeMs };
  } catch {
    return undefined;
  }
}

function isHeld({ holders, touchedAt }) {
  return Date.now() - touchedAt < abandonedMs && holders.split(' ').some((pid) => isAlive(Number(pid)));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
