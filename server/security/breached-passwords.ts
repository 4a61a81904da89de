import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { ConfigError } from '#server/config/config-error.ts';

/**
 * A list of breached passwords, searched on this machine alone (NIST SP 800-63B-4 §3.1.1.2).
 *
 * The file begins with `qpbreach1`. A table of 65,536 counts follows (unsigned 64-bit, little-endian). Each says how
 * many entries begin with at most these 16 bits. Then come the first 8 bytes of each SHA-1, sorted.
 *
 * One read of one bucket answers. With a thousand million entries, one other password in 18 thousand million is taken
 * for a listed one.
 */
export const breachedMagic = Buffer.from('qpbreach1');
export const bucketCount = 65_536;
export const entryBytes = 8;
const countBytes = 8;
const noList = 'names what is no list that `npm run breached-passwords` made, or was cut short';
const entriesOffset = breachedMagic.length + bucketCount * countBytes;

export interface BreachedPasswords {
  /** Whether the list holds the password, composed (NFC) as for hashing. */
  has(password: string): Promise<boolean>;
  close(): Promise<void>;
}

/** The empty list: no file was configured. */
export const noBreachedPasswords: BreachedPasswords = {
  has: () => Promise.resolve(false),
  close: () => Promise.resolve(),
};

/** Opens a file made by `npm run breached-passwords`, else throws a ConfigError. Without a path the list is empty. */
export async function openBreachedPasswords(path: string | undefined): Promise<BreachedPasswords> {
  if (path === undefined) return noBreachedPasswords;
  const file = await open(path, 'r').catch(() => {
    throw new ConfigError('BREACHED_PASSWORDS_FILE', 'names a file that cannot be read');
  });
  try {
    const counts = await readCounts(file);
    return { has: (password) => isListed(file, counts, entryOf(password)), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readCounts(file: FileHandle): Promise<BigUint64Array> {
  const head = await readAt(file, 0, entriesOffset);
  if (!head.subarray(0, breachedMagic.length).equals(breachedMagic) || head.length < entriesOffset)
    throw new ConfigError('BREACHED_PASSWORDS_FILE', noList);
  const counts = new BigUint64Array(bucketCount);
  for (let bucket = 0; bucket < bucketCount; bucket += 1)
    counts[bucket] = head.readBigUInt64LE(breachedMagic.length + bucket * countBytes);
  const expected = entriesOffset + Number(counts.at(-1) ?? 0n) * entryBytes;
  if ((await file.stat()).size !== expected) throw new ConfigError('BREACHED_PASSWORDS_FILE', noList);
  return counts;
}

async function isListed(file: FileHandle, counts: BigUint64Array, entry: Buffer): Promise<boolean> {
  const bucket = entry.readUInt16BE(0);
  const start = Number(counts[bucket - 1] ?? 0n);
  const entries = await readAt(
    file,
    entriesOffset + start * entryBytes,
    (Number(counts[bucket]) - start) * entryBytes,
  );
  let low = 0;
  let high = entries.length / entryBytes;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const order = entries.compare(entry, 0, entryBytes, middle * entryBytes, (middle + 1) * entryBytes);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Public lists hold SHA-1 of UTF-8. Here it protects nothing, it only identifies the password. */
function entryOf(password: string): Buffer {
  return createHash('sha1').update(password.normalize('NFC')).digest().subarray(0, entryBytes);
}
