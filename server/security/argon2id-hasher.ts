// The namespace, since an import of a missing name would stop a Node without argon2 before anyone asks for it.
import * as crypto from 'node:crypto';
import type { HashSettings } from '#server/security/hashers.ts';
import { prefixOf, type StoredArgon2id } from '#server/security/stored-hash.ts';

const saltBytes = 16;
const tagBytes = 32;
/** OpenSSL refuses less for one lane. */
const leastMemory = 8;

type Work = Pick<HashSettings, 'memory' | 'passes'>;

/** False on a Node older than 24.7. */
export function hasArgon2(library: { readonly argon2Sync?: unknown } = crypto): boolean {
  return typeof library.argon2Sync === 'function';
}

/** The string to store for a normalised password. It needs no hash before: argon2id reads every byte. */
export function hashByArgon2id(password: string, settings: HashSettings): string {
  const salt = crypto.randomBytes(saltBytes);
  return `${prefixOf(settings)}${base64(salt)}$${base64(tagOf(password, salt, settings))}`;
}

/** Compares a normalised password with a stored hash. A hash of less work takes as long as one of these settings. */
export function isArgon2idOf(stored: StoredArgon2id, password: string, settings: HashSettings): boolean {
  const isRight = crypto.timingSafeEqual(tagOf(password, stored.salt, stored), stored.tag);
  addWork(stored, settings);
  return isRight;
}

/** The work grows with the memory times the passes. The memory never exceeds that of the settings. */
function addWork(done: Work, { memory, passes }: Work): void {
  const missing = Math.floor((memory * passes - done.memory * done.passes) / passes);
  if (missing >= leastMemory) tagOf('', crypto.randomBytes(saltBytes), { memory: missing, passes });
}

/** On the calling thread: a worker's, with its low priority, and never more at once than there are workers. */
function tagOf(password: string, salt: Buffer, { memory, passes }: Work): Buffer {
  return crypto.argon2Sync('argon2id', {
    message: password,
    nonce: salt,
    parallelism: 1,
    tagLength: tagBytes,
    memory,
    passes,
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
