import { createReadStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { complain, print, say } from '#server/cli/terminal.ts';
import { breachedMagic, bucketCount, entryBytes } from '#server/security/breached-passwords.ts';

/** Makes the file of BREACHED_PASSWORDS_FILE from a public list of SHA-1 hashes, one a line, sorted by hash. */
const usage = 'npm run breached-passwords -- <sorted list of SHA-1, or - for standard input> <file to make>';
const lineShape = /^([0-9A-Fa-f]{40})(?::\d{1,15})?\r?$/;
/** Entries written at once. */
const entriesPerWrite = 65_536;
const linesPerReport = 10_000_000;

try {
  const [source, target] = readPaths();
  print(`${await convert(source, target)} passwords are in ${target}`);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

function readPaths(): [string, string] {
  const [source, target, ...more] = parseArgs({ allowPositionals: true }).positionals;
  if (source === undefined || target === undefined || more.length > 0) throw new Error(`Usage: ${usage}`);
  return [source, target];
}

/** Written beside and renamed, so that a run that is cut short leaves no half a list. */
async function convert(from: string, to: string): Promise<number> {
  const draft = `${to}.part`;
  const file = await open(draft, 'w');
  try {
    const count = await writeList(from, file);
    await file.sync();
    await file.close();
    await rename(draft, to);
    return count;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeList(from: string, file: FileHandle): Promise<number> {
  const counts = new BigUint64Array(bucketCount);
  await file.write(breachedMagic, 0, breachedMagic.length, 0);
  let position = breachedMagic.length + counts.byteLength;
  let pending: Buffer[] = [];
  let count = 0;
  const flush = async () => {
    const bytes = Buffer.concat(pending);
    pending = [];
    position += (await file.write(bytes, 0, bytes.length, position)).bytesWritten;
  };
  for await (const entry of entriesOf(from)) {
    const bucket = entry.readUInt16BE(0);
    counts[bucket] = (counts[bucket] ?? 0n) + 1n;
    count += 1;
    if (pending.push(entry) === entriesPerWrite) await flush();
    if (count % linesPerReport === 0) say(`  ${count / 1_000_000} million so far`);
  }
  await flush();
  for (let bucket = 1; bucket < bucketCount; bucket += 1)
    counts[bucket] = (counts[bucket] ?? 0n) + (counts[bucket - 1] ?? 0n);
  const table = Buffer.alloc(counts.byteLength);
  counts.forEach((total, bucket) => table.writeBigUInt64LE(total, bucket * 8));
  await file.write(table, 0, table.length, breachedMagic.length);
  return count;
}

async function* entriesOf(from: string): AsyncGenerator<Buffer> {
  const input = from === '-' ? process.stdin : createReadStream(from);
  let last = Buffer.alloc(0);
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    const hash = lineShape.exec(text)?.[1];
    if (hash === undefined) throw new Error(`Line ${line} is no SHA-1 in hexadecimal; nothing was made`);
    const entry = Buffer.from(hash, 'hex').subarray(0, entryBytes);
    if (entry.compare(last) < 0)
      throw new Error(
        `Line ${line} is not in the order of the hashes; sort the list first. Nothing was made`,
      );
    if (entry.equals(last)) continue;
    last = entry;
    yield entry;
  }
}
