import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { withPlainInitdb, type Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './error.ts';
import { childOptions, dataOf, type Home } from './home.ts';

export const DATABASE = 'quantpulse';
export const SUPERUSER = 'postgres';

const UNFINISHED = 'data.unfinished-';

// ICU whatever the machine's locale: under LANG=C the libc provider leaves Cyrillic as it is in lower().
// Trust is for the socket alone, which lies in a folder that only the server's account may enter.
const INITDB = [
  `--username=${SUPERUSER}`,
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=und',
  '--locale=C',
  '--auth-local=trust',
  '--auth-host=reject',
];

/** A data folder that exists is complete: it is made beside its place and moved there at the end. */
export async function createCluster(home: Home, binaries: Binaries, durable: boolean): Promise<void> {
  removeUnfinished(home);
  // A name of its own: the initdb of a killed process may still write into the last one.
  const unfinished = join(home.folder, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const sync = durable ? [] : ['--no-sync'];
  await withPlainInitdb(home, binaries, (initdb) =>
    run(home, [initdb, `--pgdata=${unfinished}`, ...INITDB, ...sync], ''),
  );
  const single = [
    '--single',
    '-D',
    unfinished,
    '-c',
    'exit_on_error=on',
    '-c',
    `fsync=${durable ? 'on' : 'off'}`,
  ];
  await run(home, [binaries.postgres, ...single, 'postgres'], `CREATE DATABASE ${DATABASE}\n`);
  renameSync(unfinished, dataOf(home));
  if (durable) syncFolder(home.folder);
}

/** fsync(2): the new name is on disk only when its folder is. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

export function hasCluster(home: Home): boolean {
  return existsSync(dataOf(home));
}

export function refuseOtherMajor(home: Home, binaries: Binaries): void {
  const made = readFileSync(join(dataOf(home), 'PG_VERSION'), 'utf8').trim();
  if (made === binaries.major) return;
  throw new EmbeddedPostgresError(
    `The data in ${home.folder} was made by PostgreSQL ${made}, this version brings ${binaries.major}: ` +
      'export it by pg_dump while the QuantPulse that made it runs, or move that folder away to begin empty',
  );
}

function removeUnfinished(home: Home): void {
  for (const entry of readdirSync(home.folder).filter((name) => name.startsWith(UNFINISHED)))
    rmSync(join(home.folder, entry), { recursive: true, force: true, maxRetries: 5 });
}

function run(home: Home, [command, ...args]: string[], input: string): Promise<void> {
  const child = spawn(command as string, args, { ...childOptions(home.account), stdio: 'pipe' });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  child.stdout.resume();
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(failure(home, complaints))));
  });
}

function failure(home: Home, complaints: string): EmbeddedPostgresError {
  const line = /(?:initdb: error|FATAL|ERROR|PANIC): (.*)/.exec(complaints)?.[1] ?? complaints;
  return new EmbeddedPostgresError(`PostgreSQL could not make a database in ${home.folder} (${line})`);
}
