import { spawnSync } from 'node:child_process';
import { chownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

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

export function canEnter(folder: string, account: Account | undefined): boolean {
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
