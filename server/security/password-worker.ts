import { createHmac } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { compare, genSalt, hash } from 'bcryptjs';

/**
 * One bcrypt at a time in a worker thread; the main thread never hashes.
 *
 * bcrypt reads 72 bytes, which is 36 Cyrillic letters, so it is given base64(HMAC-SHA-384) of the whole password:
 * 64 characters without NUL (OWASP Password Storage Cheat Sheet, "Pre-Hashing Passwords with bcrypt"). The HMAC
 * is keyed with the bcrypt salt, so that hashes stolen elsewhere cannot be replayed and no server secret is needed.
 */
const version = 'qp1';
const saltLength = '$2b$12$'.length + 22;

export type PasswordTask =
  { kind: 'hash'; password: string; cost: number } | { kind: 'verify'; password: string; stored: string };

lowerThreadPriority();

export default async function run(task: PasswordTask): Promise<string | boolean> {
  if (task.kind === 'hash') {
    const salt = await genSalt(task.cost);
    return version + (await hash(prehash(task.password, salt), salt));
  }
  if (!task.stored.startsWith(version)) return compare(task.password.normalize('NFC'), task.stored);
  const stored = task.stored.slice(version.length);
  return compare(prehash(task.password, stored.slice(0, saltLength)), stored);
}

function prehash(password: string, salt: string): string {
  return createHmac('sha384', salt).update(password.normalize('NFC')).digest('base64');
}

/** Linux schedules by thread: hashing yields to whoever answers requests, so a flood of sign-ins stalls nobody. */
function lowerThreadPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, 10);
  } catch {
    // A sandbox without /proc, or one that forbids it, loses the courtesy and not its sign-ins.
  }
}
