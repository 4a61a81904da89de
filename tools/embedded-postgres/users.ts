import { randomBytes } from 'node:crypto';
import { readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { livePid, ownerText } from '#tools/launcher/process-lock.mjs';
import type { Home } from './home.ts';
import { runningPostmaster } from './postmaster.ts';
import { isServing } from './sockets.ts';

const PREFIX = 'user.';
const EVERY_MS = 1000;

/** Notes that this process uses the server; the note of a killed process counts for nothing. */
export function registerUser(folder: string): { remove(): void } {
  const note = join(folder, `${PREFIX}${randomBytes(6).toString('hex')}`);
  symlinkSync(ownerText(), note);
  return { remove: () => rmSync(note, { force: true }) };
}

export function hasUsers(folder: string): boolean {
  const notes = readdirSync(folder).filter((name) => name.startsWith(PREFIX));
  return notes.filter((name) => isLive(join(folder, name))).length > 0;
}

function isLive(note: string): boolean {
  try {
    if (livePid(readlinkSync(note)) !== undefined) return true;
  } catch {
    return false; // its owner has just removed it
  }
  rmSync(note, { force: true });
  return false;
}

interface WatchOptions {
  restart: () => Promise<unknown>;
  say: (line: string) => void;
}

/**
 * Starts the server again when it was killed under those who use it. While they run, a second start in this folder is
 * refused, so nobody else would. Data and socket stay the same, and their pools find it. Answers how to end the
 * watch.
 */
export function watchServer(home: Home, { restart, say }: WatchOptions): () => Promise<void> {
  let restarting: Promise<void> | undefined;
  let lastFailure = '';

  async function startAgain(): Promise<void> {
    try {
      if (lastFailure === '') say('PostgreSQL has ended; starting it again …');
      await restart();
      lastFailure = '';
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== lastFailure) say(message);
      lastFailure = message;
    }
  }

  const timer = setInterval(() => {
    if (restarting || serves(home)) return;
    restarting = startAgain().finally(() => (restarting = undefined));
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await restarting;
  };
}

function serves(home: Home): boolean {
  const server = runningPostmaster(home);
  return server !== undefined && isServing(server.socketFolder, home);
}
