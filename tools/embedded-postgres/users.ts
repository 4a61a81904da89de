import { randomBytes } from 'node:crypto';
import { readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ownerText, livePid } from './process-identity.ts';

const PREFIX = 'user.';

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
