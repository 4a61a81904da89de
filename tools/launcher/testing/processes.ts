import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';
import { identityOf } from '../process-lock.mjs';

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
