import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

// A lock that a kill -9 cannot leave behind, with no dependencies. Node has no flock(2), and "remove the stale file,
// then make mine" lets two processes win. So generations only ever grow, and the highest one decides. Whoever makes
// the next one owns the lock. A claim that finds a higher one beside itself withdraws. A claim is a symbolic link,
// since symlink(2) is exclusive and carries its text in one step.
const released = 'released';

/** Takes the lock `name` of this folder, or answers who has it. */
export function tryProcessLock(folder, name) {
  for (;;) {
    const newest = newestGeneration(folder, name);
    const heldBy = liveHolder(claimPath(folder, name, newest));
    if (heldBy !== undefined) return { heldBy };
    if (claim(folder, name, newest + 1)) return heldLock(folder, name, newest + 1);
  }
}

/** Runs `work` alone among all processes that use this folder and name; `onBusy` hears of each wait and may throw. */
export async function withProcessLock(folder, { name, onBusy, everyMs = 20 }, work) {
  const startedAt = Date.now();
  let lock = tryProcessLock(folder, name);
  while ('heldBy' in lock) {
    onBusy(lock.heldBy, Date.now() - startedAt);
    await pause(everyMs);
    lock = tryProcessLock(folder, name);
  }
  try {
    return await work(lock);
  } finally {
    lock.release();
  }
}

function heldLock(folder, name, claimed) {
  let generation = claimed;
  let isReleased = false;
  return {
    /** The lock stays held while that process runs, even after this one was killed. */
    share(pid) {
      generation += 1;
      symlinkSync(`${ownerText()} ${ownerText(pid)}`, claimPath(folder, name, generation));
      removeOlder(folder, name, generation);
    },
    release() {
      if (!isReleased) hand(folder, name, generation);
      isReleased = true;
    },
  };
}

function claim(folder, name, generation) {
  const path = claimPath(folder, name, generation);
  try {
    symlinkSync(ownerText(), path);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  if (newestGeneration(folder, name) > generation) {
    rmSync(path, { force: true });
    return false;
  }
  removeOlder(folder, name, generation);
  return true;
}

/** The highest generation is never removed, or a late claimant could take its number for a free one. */
function hand(folder, name, generation) {
  try {
    symlinkSync(released, claimPath(folder, name, generation + 1));
    removeOlder(folder, name, generation + 1);
  } catch {
    // The folder is gone or the disk is full: a claim of a live process must not stay behind.
    rmSync(claimPath(folder, name, generation), { force: true });
  }
}

function removeOlder(folder, name, generation) {
  for (const older of generations(folder, name).filter((one) => one < generation))
    rmSync(claimPath(folder, name, older), { force: true });
}

function liveHolder(path) {
  try {
    return livePid(readlinkSync(path));
  } catch {
    return undefined;
  }
}

function newestGeneration(folder, name) {
  return Math.max(0, ...generations(folder, name));
}

function generations(folder, name) {
  const prefix = `${name}.lock.`;
  const claims = readdirSync(folder).filter((file) => file.startsWith(prefix));
  return claims.map((file) => Number(file.slice(prefix.length))).filter(Number.isSafeInteger);
}

function claimPath(folder, name, generation) {
  return join(folder, `${name}.lock.${generation}`);
}

/** How a process signs a lock or a note that must not outlive it. */
export function ownerText(pid = process.pid) {
  return `${pid}@${identityOf(pid)}`;
}

/** The first pid out of such texts whose very process still runs. */
export function livePid(owners) {
  const live = owners.split(' ').find((owner) => {
    const [pid = '', identity] = owner.split('@');
    return identity !== undefined && identityOf(Number(pid)) === identity;
  });
  return live === undefined ? undefined : Number.parseInt(live, 10);
}

/**
 * Names one process for as long as the machine is up. A pid alone is reused, its start time is not. Undefined when
 * nothing runs under that pid; a zombie runs nothing.
 */
export function identityOf(pid) {
  if (!Number.isInteger(pid) || pid < 1) return undefined;
  if (process.platform !== 'linux') return identityFromPs(pid);
  const { state, startTime } = statOf(pid);
  if (!state || state === 'Z' || state === 'X') return undefined;
  return `${readOrNothing('/proc/sys/kernel/random/boot_id').trim()}:${startTime}`;
}

/** Of /proc/<pid>/stat; without fields where there is none. */
export function statOf(pid) {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  // proc_pid_stat(5): the name may hold spaces and brackets, so fields are counted after the last ')'.
  const [state, parent, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent, startTime: fields[17] };
}

/** Spaces part the owners of a lock, so none may stand in an identity. */
function identityFromPs(pid) {
  const line = ps(pid, 'stat=,lstart=');
  return line === '' || line.startsWith('Z')
    ? undefined
    : line.replace(/^\S+\s+/, '').replaceAll(/\s+/g, '_');
}

/** The command line of a process. */
export function commandOf(pid) {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  return readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

function ps(pid, columns) {
  try {
    const options = { encoding: 'utf8', env: { LC_ALL: 'C' }, stdio: 'pipe' };
    return execFileSync('/bin/ps', ['-o', columns, '-p', String(pid)], options).trim();
  } catch {
    return '';
  }
}

/** A file of /proc, or '' where there is none. */
export function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
