import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import { locatePackage } from '../binaries.ts';
import {
  acquireEmbeddedPostgres,
  removeEmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '../embedded-postgres.ts';

// Making a cluster takes under a second on an idle machine and many on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export const isRoot = process.getuid?.() === 0;
const TEST_SETTINGS = { fsync: 'off' };

/** Released with the test at the latest, or a failed one would leave a server behind. */
export async function acquire(dataFolder: string, options: Partial<EmbeddedPostgresOptions> = {}) {
  const defaults = { dataFolder, settings: TEST_SETTINGS, say: () => undefined };
  const database = await acquireEmbeddedPostgres({ ...defaults, ...options });
  onTestFinished(() => database.release());
  return database;
}

/** A data folder for the tests of one file that leave its cluster as they found it: stopped. */
export function sharedDataFolder(): () => string {
  let parent = '';
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'qp-test-'));
    chmodSync(parent, 0o755);
  });
  afterAll(async () => {
    await removeEmbeddedPostgres(join(parent, '.data'));
    rmSync(parent, { recursive: true, force: true });
  });
  return () => join(parent, '.data');
}

/** A folder that every account may enter, gone with the test. */
export function scratchFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'qp-test-'));
  chmodSync(folder, mode);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A data folder whose server and data are gone with the test, wherever they came to live. */
export function scratchDataFolder(parent = scratchFolder()): string {
  const dataFolder = join(parent, '.data');
  mkdirSync(dataFolder, { recursive: true });
  onTestFinished(async () => {
    if (existsSync(parent)) await removeEmbeddedPostgres(dataFolder);
  });
  return dataFolder;
}

/** The package as npm leaves it without install scripts: no links among its libraries. */
export function pristinePackage(parent: string): string {
  const copy = join(parent, 'package');
  const filter = (path: string) => !lstatSync(path).isSymbolicLink() && !path.endsWith('.a');
  cpSync(locatePackage(), copy, { recursive: true, filter });
  return copy;
}

export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

export function postmasterPid(folder: string): number {
  return Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
