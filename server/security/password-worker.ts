import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { hasArgon2, hashByArgon2id, isArgon2idOf } from '#server/security/argon2id-hasher.ts';
import { hashByBcrypt, isBcryptOf } from '#server/security/bcrypt-hasher.ts';
import type { HashSettings } from '#server/security/hashers.ts';
import { hashOfNobody, readStoredHash, type StoredHash } from '#server/security/stored-hash.ts';
import { passwordLengthProblem, passwordMaximumLength } from '#shared/identity/password-policy.ts';

/**
 * Runs one hash at a time in a worker thread; the main thread neither hashes nor normalises.
 *
 * The settings of a check name the hasher that an unknown user's password is compared by.
 */
export type PasswordTask =
  | { kind: 'hash'; password: string; settings: HashSettings }
  | { kind: 'verify'; password: string; stored: string | undefined; settings: HashSettings };

/** No character has a longer decomposition (UAX #15). More code units than this are too long in every form. */
const unitsPerCharacter = 4;

const niceness = 7;

lowerThreadPriority();

export default async function run(task: PasswordTask): Promise<string | boolean> {
  const { password, settings } = task;
  if (task.kind === 'verify') return verify(password, task.stored, settings);
  const normalised = password.normalize('NFC');
  return settings.hasher === 'bcrypt'
    ? hashByBcrypt(normalised, settings)
    : hashByArgon2id(normalised, settings);
}

/** Does the same work whatever was typed, and for every hash of one hasher, except for one of higher cost. */
async function verify(
  password: string,
  stored: string | undefined,
  settings: HashSettings,
): Promise<boolean> {
  const isPossible = !isTooLong(password);
  const typed = isPossible ? password.normalize('NFC') : '';
  const found = stored === undefined ? undefined : readCheckable(stored);
  const compared = found ?? requireStoredHash(hashOfNobody(settings));
  const isRight =
    compared.hasher === 'bcrypt'
      ? await isBcryptOf(compared, typed, settings)
      : isArgon2idOf(compared, typed, settings);
  return isRight && isPossible && found !== undefined;
}

/** A Node without argon2 checks an argon2id hash as nobody's; the server told of it at its start. */
function readCheckable(stored: string): StoredHash | undefined {
  const found = readStoredHash(stored);
  return found?.hasher === 'argon2id' && !hasArgon2() ? undefined : found;
}

/** Checks code units first, since normalising 64 KB of combining marks takes seconds. */
function isTooLong(password: string): boolean {
  return (
    password.length > passwordMaximumLength * unitsPerCharacter ||
    passwordLengthProblem(password) === 'PASSWORD_TOO_LONG'
  );
}

function requireStoredHash(text: string): StoredHash {
  const stored = readStoredHash(text);
  if (!stored) throw new Error('the present settings are out of bounds');
  return stored;
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
