import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from '#server/config/data-folder.ts';
import { canEnter, giveTo, serverAccount, type Account } from './account.ts';
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
