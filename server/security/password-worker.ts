import { createHmac } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { compare, genSalt, hash } from 'bcryptjs';
import { hashOfNobody, readStoredHash, version, type StoredHash } from '#server/security/stored-hash.ts';
import { passwordLengthProblem, passwordMaximumLength } from '#shared/identity/password-policy.ts';

/**
 * One bcrypt at a time in a worker thread; the main thread neither hashes nor normalises.
 *
 * bcrypt reads 72 bytes, which is 36 Cyrillic letters, so it is given base64(HMAC-SHA-384) of the whole password:
 * 64 characters without NUL (OWASP Password Storage Cheat Sheet, "Pre-Hashing Passwords with bcrypt"). The HMAC
 * is keyed with the bcrypt salt, so that hashes stolen elsewhere cannot be replayed and no server secret is needed.
 */
export type PasswordTask =
  | { kind: 'hash'; password: string; cost: number }
  | { kind: 'verify'; password: string; stored: string | undefined; cost: number };

/** No character has a longer decomposition (UAX #15): what has more code units is too long in every form. */
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

/** The same work whatever was typed and whatever is stored, up to a hash of a higher cost. */
async function verify(password: string, stored: string | undefined, cost: number): Promise<boolean> {
  const isPossible = !isTooLong(password);
  const typed = isPossible ? password.normalize('NFC') : '';
  const found = stored === undefined ? undefined : readStoredHash(stored);
  const compared = found ?? requireStoredHash(hashOfNobody(cost));
  const isRight = await compare(textFor(compared, typed), compared.bcrypt);
  await addWork(compared.cost, cost);
  return isRight && isPossible && found !== undefined;
}

/** Judged by code units first: to normalise 64 KB of combining marks takes seconds. */
function isTooLong(password: string): boolean {
  return (
    password.length > passwordMaximumLength * unitsPerCharacter ||
    passwordLengthProblem(password) === 'PASSWORD_TOO_LONG'
  );
}

/** Each cost is twice the one before: the hashes from `done` up to `wanted` add what is missing, exactly. */
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
 * Linux schedules by thread: hashing yields to whoever answers requests, so a flood of sign-ins stalls nobody. Beside
 * a busy process the kernel's weights (215 to 1024) leave hashing a sixth of a core, at 10 a tenth. `npm run bench`
 * holds reads beside sign-ins to twice their idle time.
 */
function lowerThreadPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, niceness);
  } catch {
    // A sandbox without /proc, or one that forbids it, loses the courtesy and not its sign-ins.
  }
}
