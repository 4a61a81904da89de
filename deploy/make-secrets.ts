import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Who may read a secret besides root: the accounts of the official images. */
interface Readers {
  readonly postgres: number;
  readonly server: number;
}

interface Options {
  readonly folder: string;
  readonly readers: Readers;
  readonly environment: NodeJS.ProcessEnv;
}

/** 256 random bits, in letters that need no quoting in a URL or a shell. */
const makeSecret = () => randomBytes(32).toString('base64url');

/**
 * Writes what the services of the Compose stack share, each secret once: what lies there is never touched again, so
 * `up` after `down` finds the database's password as the database knows it. Returns what the operator should be told,
 * which is never a value.
 */
export function makeSecrets({ folder, readers, environment }: Options): string {
  const { POSTGRES_USER: user, POSTGRES_DB: database, POSTGRES_PASSWORD: given } = environment;
  if (!user || !database) throw new Error('POSTGRES_USER and POSTGRES_DB must be set');
  const password = keep(join(folder, 'postgres', 'password'), readers.postgres, () => given || makeSecret());
  keep(join(folder, 'server', 'auth-secret'), readers.server, makeSecret);
  keep(join(folder, 'server', 'database-url'), readers.server, () => {
    const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
    return `postgres://${account}@postgres:5432/${encodeURIComponent(database)}`;
  });
  if (given && given !== password)
    return 'POSTGRES_PASSWORD is not used: the database was made with another one, which is kept';
  return 'secrets are in place';
}

/** The secret that lies there, else a new one, linked into place when it is whole: a killed run leaves none or all of it. */
function keep(path: string, reader: number, make: () => string): string {
  const found = read(path);
  if (found !== undefined) return found;
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o440);
  fchownSync(file, process.getuid?.() ?? 0, reader);
  writeSync(file, make());
  fsyncSync(file);
  closeSync(file);
  linkSync(draft, path);
  rmSync(draft);
  return readFileSync(path, 'utf8');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

if (import.meta.main) {
  const readers = { postgres: 999, server: 1000 };
  process.stdout.write(`${makeSecrets({ folder: '/secrets', readers, environment: process.env })}\n`);
}
