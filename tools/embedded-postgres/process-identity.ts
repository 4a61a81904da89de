import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Names one process for as long as the machine is up: a pid alone is reused, its start time is not.
 * Undefined when nothing runs under that pid; a zombie runs nothing.
 */
export function identityOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid < 1) return undefined;
  return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid);
}

/** How this very process signs a lock or a note that must not outlive it. */
export function ownerText(): string {
  return `${process.pid}@${identityOf(process.pid)}`;
}

/** The pid out of such a text, while that very process still runs. */
export function livePid(owner: string): number | undefined {
  const [pid = '', identity] = owner.split('@');
  return identity !== undefined && identityOf(Number(pid)) === identity ? Number(pid) : undefined;
}

/** True when `pid` runs in `folder`: what a postmaster of that data directory does. */
export function runsIn(pid: number, folder: string): boolean {
  if (identityOf(pid) === undefined) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    // Root without CAP_SYS_PTRACE (Docker's default) may not follow that link; macOS has none.
    return commandOf(pid).includes(folder);
  }
}

function identityFromProc(pid: number): string | undefined {
  const stat = contentOf(`/proc/${pid}/stat`);
  // proc_pid_stat(5): the name may hold spaces and brackets, so fields are counted after the last ')'.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!state || state === 'Z' || state === 'X') return undefined;
  const startTime = fields[18];
  return `${contentOf('/proc/sys/kernel/random/boot_id').trim()}:${startTime}`;
}

function identityFromPs(pid: number): string | undefined {
  const line = ps(pid, 'stat=,lstart=');
  return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
}

function commandOf(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  return contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

function ps(pid: number, columns: string): string {
  try {
    const options = { encoding: 'utf8', env: { LC_ALL: 'C' }, stdio: 'pipe' } as const;
    return execFileSync('/bin/ps', ['-o', columns, '-p', String(pid)], options).trim();
  } catch {
    return '';
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
