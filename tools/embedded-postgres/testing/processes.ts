import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { identityOf } from '../process-identity.ts';

export interface Holder {
  pid: number;
  url: string;
  folder: string;
  /** Leaves in good order. */
  leave(): Promise<number | null>;
  kill(): Promise<void>;
}

/** The text file beside this one that a test runs as another process. */
export function program(name: 'holder' | 'contender'): string {
  return fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
}

export function startProcess(command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** The pid of a process that has ended and that its parent will never ask about. */
export async function startZombie(options: SpawnOptions = {}): Promise<number> {
  const parent = startProcess('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], options);
  const zombie = Number(await firstLine(parent));
  await expect.poll(() => identityOf(zombie)).toBeUndefined();
  process.kill(zombie, 0);
  return zombie;
}

export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the output of this process is not piped');
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error('the process ended without a word');
}

export async function startHolder(dataFolder: string): Promise<Holder> {
  const child = startProcess(process.execPath, [program('holder'), dataFolder]);
  return holderOf(child);
}

export async function holderOf(child: ChildProcess): Promise<Holder> {
  const { url, folder } = JSON.parse(await firstLine(child)) as { url: string; folder: string };
  const end = async (signal?: NodeJS.Signals) => {
    const exited = once(child, 'exit');
    if (signal) child.kill(signal);
    else child.stdin?.end();
    return (await exited)[0] as number | null;
  };
  return {
    pid: child.pid as number,
    url,
    folder,
    leave: () => end(),
    kill: async () => void (await end('SIGKILL')),
  };
}
