import { readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './error.ts';
import { livePid, ownerText } from './process-identity.ts';

/*
 * A lock that a kill -9 cannot leave behind. Node has no flock(2), and "remove the stale file, then make
 * mine" lets two processes win. So generations only ever grow: the highest one decides, whoever makes
 * the next one owns the lock, and a claim that finds a higher one beside itself withdraws.
 * A claim is a symbolic link, since symlink(2) is exclusive and carries its text in one step.
 */
export interface ProcessLock {
  release(): void;
}

export interface HeldBy {
  heldBy: number;
}

const RELEASED = 'released';

export function tryProcessLock(folder: string, name: string): ProcessLock | HeldBy {
  for (;;) {
    const newest = newestGeneration(folder, name);
    const holder = liveHolder(claimPath(folder, name, newest));
    if (holder !== undefined) return { heldBy: holder };
    if (!claim(folder, name, { generation: newest + 1, owner: ownerText() })) continue;
    return { release: once(() => hand(folder, name, newest + 1)) };
  }
}

/** Runs `work` alone among all processes that use this folder and name. */
export async function withProcessLock<T>(
  folder: string,
  { name, waitMs }: { name: string; waitMs: number },
  work: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + waitMs;
  let lock = tryProcessLock(folder, name);
  while ('heldBy' in lock) {
    if (Date.now() > deadline)
      throw new EmbeddedPostgresError(`Process ${lock.heldBy} has been busy with ${folder} for long: end it`);
    await pause(20);
    lock = tryProcessLock(folder, name);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function claim(folder: string, name: string, mine: { generation: number; owner: string }): boolean {
  const path = claimPath(folder, name, mine.generation);
  try {
    symlinkSync(mine.owner, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  if (newestGeneration(folder, name) > mine.generation) {
    rmSync(path, { force: true });
    return false;
  }
  removeOlder(folder, name, mine.generation);
  return true;
}

/** The highest generation is never removed, or a late claimant could take its number for a free one. */
function hand(folder: string, name: string, generation: number): void {
  try {
    symlinkSync(RELEASED, claimPath(folder, name, generation + 1));
    removeOlder(folder, name, generation + 1);
  } catch {
    // The folder is gone or the disk is full: a claim of a live process must not stay behind.
    rmSync(claimPath(folder, name, generation), { force: true });
  }
}

function removeOlder(folder: string, name: string, generation: number): void {
  for (const older of generations(folder, name).filter((one) => one < generation))
    rmSync(claimPath(folder, name, older), { force: true });
}

function liveHolder(path: string): number | undefined {
  try {
    return livePid(readlinkSync(path));
  } catch {
    return undefined;
  }
}

function newestGeneration(folder: string, name: string): number {
  return Math.max(0, ...generations(folder, name));
}

function generations(folder: string, name: string): number[] {
  const prefix = `${name}.lock.`;
  const claims = readdirSync(folder).filter((file) => file.startsWith(prefix));
  return claims.map((file) => Number(file.slice(prefix.length))).filter(Number.isSafeInteger);
}

function claimPath(folder: string, name: string, generation: number): string {
  return join(folder, `${name}.lock.${generation}`);
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
