import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { rootFolder } from '#server/config.ts';
import type { Bench } from '../bench.ts';
import { openConnection } from '../load/connection.ts';
import { getRequest } from '../load/requests.ts';
import { stopChild } from './child-answers.ts';

interface Program {
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** What it answers with 200 as soon as it serves. */
  readonly path: string;
}

export interface Start {
  /** From the spawn to the whole first 200. */
  readonly readyMillis: number;
  /** Resident, when it has been idle for a second. */
  readonly mebibytes: number;
}

/** As the Dockerfile sets it: what is compiled once is kept, from the first file on. */
const environmentOfTheImage = {
  NODE_ENV: 'production',
  NODE_COMPILE_CACHE: join(rootFolder, 'build', 'compile-cache'),
};

/** Short beside a start, and long enough to leave the starting process its core. */
const pollMillis = 4;
const idleMillis = 1000;
const patienceMillis = 20_000;

/** Starts a program as the image does, without the probe, and ends it again. */
export async function timeStart(program: Program, closers: Bench['closers']): Promise<Start> {
  const { script, args, env, port, path } = program;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(rootFolder, script), ...args], {
    env: { PATH: process.env.PATH, ...environmentOfTheImage, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  closers.add(() => stopChild(child));
  await firstAnswer(child, port, getRequest(path));
  const readyMillis = performance.now() - startedAt;
  await pause(idleMillis);
  const mebibytes = residentKibibytes(child) / 1024;
  await stopChild(child);
  return { readyMillis, mebibytes };
}

async function firstAnswer(child: ChildProcess, port: number, request: string): Promise<void> {
  const deadline = performance.now() + patienceMillis;
  while (performance.now() < deadline && child.exitCode === null) {
    if ((await statusOf(port, request).catch(() => null)) === 200) return;
    await pause(pollMillis);
  }
  throw new Error(`${child.spawnargs.slice(1).join(' ')} does not answer`);
}

async function statusOf(port: number, request: string): Promise<number> {
  const connection = await openConnection(port);
  try {
    return (await connection.send(request)).status;
  } finally {
    connection.close();
  }
}

/** From the kernel on Linux, where `ps` may be missing; from `ps` elsewhere. */
function residentKibibytes({ pid }: ChildProcess): number {
  if (process.platform !== 'linux')
    return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
