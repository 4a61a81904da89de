import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from '#server/config/data-folder.ts';
import { EmbeddedPostgresError } from './error.ts';

/** The 0700 folder that holds everything of one embedded server: data, log, locks, copied binaries. */
export interface Home {
  folder: string;
  account: Account | undefined;
  isRelocated: boolean;
}

const RELOCATED_HOMES = '/var/lib/quantpulse';

export function dataOf(home: Home): string {
  return join(home.folder, 'data');
}

export function homeLink(dataFolder: string): string {
  return join(dataFolder, 'postgres');
}

export function prepareHome(dataFolder: string): Home {
  const link = homeLink(dataFolder);
  makeDataFolder(dataFolder);
  const account = serverAccount(link);
  const isReachable = canEnter(realpathSync(dataFolder), account);
  if (isReachable && !isLink(link)) mkdirSync(link, { recursive: true, mode: 0o700 });
  if (!isReachable && !isLink(link)) relocate(link, account);
  if (isLink(link)) makeTarget(readlinkSync(link), dataFolder);
  return { folder: takeOver(realpathSync(link), account), account, isRelocated: isLink(link) };
}

/** Of two processes that relocate at once, the first link counts. */
function relocate(link: string, account: Account | undefined): void {
  if (existsSync(link))
    throw new EmbeddedPostgresError(
      `The account ${account?.name} can no longer reach ${link}: let it pass (chmod o+x on the folders above)`,
    );
  try {
    symlinkSync(join(RELOCATED_HOMES, randomBytes(8).toString('hex')), link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function makeTarget(target: string, dataFolder: string): void {
  if (existsSync(target)) return;
  mkdirSync(RELOCATED_HOMES, { recursive: true, mode: 0o711 });
  mkdirSync(target, { recursive: true, mode: 0o700 });
  // For whoever finds the folder later and asks whose it is.
  writeFileSync(join(target, 'made-for'), `${realpathSync(dataFolder)}\n`);
}

function takeOver(folder: string, account: Account | undefined): string {
  if (!account) return folder;
  chmodSync(folder, 0o700);
  giveTo(account, folder);
  return folder;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Who runs the server processes. PostgreSQL refuses root, so root steps down to such an account. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Undefined: the server runs as the account of this very process. */
export function serverAccount(clusterFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(clusterFolder) ?? accountNamed('postgres') ?? accountNamed('nobody') ?? refuse();
}

/** Nothing of the operator's environment (PGPORT, PGOPTIONS, LANG) may reach the server. */
export function childOptions(account: Account | undefined) {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  return { ...identity, cwd: '/', env: { LC_ALL: 'C' } };
}

function canEnter(folder: string, account: Account | undefined): boolean {
  if (!account) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], childOptions(account));
  if (probe.error) throw probe.error;
  return probe.status === 0;
}

export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

export function giveTreeTo(account: Account | undefined, folder: string): void {
  if (!account) return;
  giveTo(account, folder);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) giveTo(account, join(entry.parentPath, entry.name));
}

/** Data made by an ordinary user stays that user's when root starts the server later. */
function ownerOf(folder: string): Account | undefined {
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (!owner || owner.uid === 0) return undefined;
  return { name: `user id ${owner.uid}`, uid: owner.uid, gid: owner.gid };
}

function accountNamed(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout) : Number.NaN;
  });
  if (!Number.isInteger(uid) || !Number.isInteger(gid)) return undefined;
  return { name, uid: uid as number, gid: gid as number };
}

function refuse(): never {
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and this machine has neither an account postgres nor nobody: ' +
      'start as another user',
  );
}
