import { createHmac } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { compare, genSalt, hash } from 'bcryptjs';
import { hashOfNobody, readStoredHash, version, type StoredHash } from '#server/security/stored-hash.ts';
import { passwordLengthProblem, passwordMaximumLength } from '#shared/identity/password-policy.ts';

/**
 * Runs one bcrypt at a time in a worker thread; the main thread neither hashes nor normalises.
 *
 * bcrypt reads only 72 bytes, which is 36 Cyrillic letters. So it gets base64(HMAC-SHA-384) of the whole password, 64
 * characters without NUL. The source is the OWASP Password Storage Cheat Sheet, "Pre-Hashing Passwords with bcrypt".
 *
 * The bcrypt salt is the HMAC's key: so hashes stolen elsewhere cannot be replayed, and no server secret is needed.
 */
export type PasswordTask =
  | { kind: 'hash'; password: string; cost: number }
  | { kind: 'verify'; password: string; stored: string | undefined; cost: number };

/** No character has a longer decomposition (UAX #15). More code units than this are too long in every form. */
const unitsPerCharacter = 4;

const niceness = 7;

lowerThreadPriority();

export default async function run(task: PasswordTask): Promise<string | boolean> {
  const { password, cost } = task;
  if (task.kind === 'hash') {
    const salt = await genSalt(cost);
    return version + (await hash(prehash(password.normalize('NFC'), salt), salt));
  }
  return verify(password, task.stored, cost);
}

/** Does the same work whatever was typed and stored, except for a hash of higher cost. */
async function verify(password: string, stored: string | undefined, cost: number): Promise<boolean> {
  const isPossible = !isTooLong(password);
  const typed = isPossible ? password.normalize('NFC') : '';
  const found = stored === undefined ? undefined : readStoredHash(stored);
  const compared = found ?? requireStoredHash(hashOfNobody(cost));
  const isRight = await compare(textFor(compared, typed), compared.bcrypt);
  await addWork(compared.cost, cost);
  return isRight && isPossible && found !== undefined;
}

/** Checks code units first, since normalising 64 KB of combining marks takes seconds. */
function isTooLong(password: string): boolean {
  return (
    password.length > passwordMaximumLength * unitsPerCharacter ||
    passwordLengthProblem(password) === 'PASSWORD_TOO_LONG'
  );
}

/** Each cost doubles the work: the hashes from `done` up to `wanted` add exactly the missing part. */
async function addWork(done: number, wanted: number): Promise<void> {
  for (let cost = done; cost < wanted; cost += 1)
    await compare('', requireStoredHash(hashOfNobody(cost)).bcrypt);
}

function requireStoredHash(text: string): StoredHash {
  const stored = readStoredHash(text);
  if (!stored) throw new Error('the present cost is out of bounds');
  return stored;
}

function textFor({ isVersioned, salt }: StoredHash, password: string): string {
  return isVersioned ? prehash(password, salt) : password;
}

function prehash(password: string, salt: string): string {
  return createHmac('sha384', salt).update(password).digest('base64');
}

/**
 * Linux schedules by thread: hashing yields to the threads that answer requests, so a flood of sign-ins delays nobody.
 * Beside a busy process this niceness leaves hashing a sixth of a core (kernel weights 215 to 1024). A niceness of 10
 * would leave a tenth. `npm run bench` keeps reads beside sign-ins within twice their idle time.
 */
function lowerThreadPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, niceness);
  } catch {
    // A sandbox without /proc, or one that forbids it, loses only the lower priority.
  }
}
