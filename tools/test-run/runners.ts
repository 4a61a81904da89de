import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { complain, print } from '#server/cli/terminal.ts';
import { watchLauncher } from '#tools/launcher/child-process.mjs';
import { readPlaywrightReport, readVitestReport, type Outcome } from './test-reports.ts';

interface Runner {
  name: string;
  args: string[];
  reportVariable: string;
  read: (path: string) => Outcome | undefined;
}

const root = join(import.meta.dirname, '..', '..');
const modules = join(root, 'node_modules');

export const vitest: Runner = {
  name: 'unit and integration',
  args: [join(modules, 'vitest', 'vitest.mjs'), 'run'],
  reportVariable: 'QP_VITEST_REPORT',
  read: readVitestReport,
};

export const playwright: Runner = {
  name: 'browser',
  args: [join(modules, '@playwright', 'test', 'cli.js'), 'test'],
  reportVariable: 'QP_PLAYWRIGHT_REPORT',
  read: readPlaywrightReport,
};

/** What every command that tests does around `run`: it ends with npm, and its last line counts. */
export async function runAndReport(run: () => Promise<Outcome[]>): Promise<void> {
  watchLauncher(() => process.kill(process.pid, 'SIGTERM'));
  try {
    report(await run());
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}

/** What failed stands last: of a long log, people and CI show the end. */
function report(runs: Outcome[]): void {
  const failed = runs.flatMap((run) => run.failed);
  for (const line of runs.flatMap((run) => run.skipped)) print(`skipped: ${line}`);
  for (const line of failed) print(`failed: ${line}`);
  print(`${runs.reduce((sum, { passed }) => sum + passed, 0)} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** Runs one runner to its end, with its progress on our terminal. A crash or a run without tests is a failure. */
export async function runTests(runner: Runner, moreArgs: string[] = []): Promise<Outcome> {
  const file = join(root, 'build', `${runner.reportVariable.toLowerCase()}.json`);
  mkdirSync(join(root, 'build'), { recursive: true });
  rmSync(file, { force: true });
  const folder = folderInMemory();
  const env = {
    ...process.env,
    ...(folder && { TMPDIR: folder }),
    NODE_ENV: 'test',
    // A third of what a started command takes: the tests start hundreds.
    NODE_COMPILE_CACHE: join(root, 'build', 'compile-cache'),
    [runner.reportVariable]: file,
  };
  try {
    const exitCode = await runAttached([...runner.args, ...moreArgs], env);
    return judge(runner.name, exitCode, runner.read(file));
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

const memory = '/dev/shm';
const roomNeeded = 6 * 1024 ** 3;

/**
 * For clusters, copies of the checkout and browsers, made and removed by the hundred; undefined where memory has no
 * room. Every account may write there, as in /tmp: some tests run as another one.
 */
function folderInMemory(): string | undefined {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (Math.min(bavail * bsize, freemem()) < roomNeeded) return undefined;
    const folder = mkdtempSync(join(memory, 'quantpulse-test-'));
    chmodSync(folder, 0o1777);
    if (runsProgramsOf(folder)) return folder;
    rmSync(folder, { recursive: true });
  } catch {
    // No such memory here, or not ours to write.
  }
  return undefined;
}

/** Containers often mount their shared memory noexec. */
function runsProgramsOf(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  return spawnSync(program).status === 0;
}

/** A report without a failure from a runner that failed is not to be believed. */
export function judge(name: string, exitCode: number, outcome: Outcome | undefined): Outcome {
  const { passed, failed, skipped } = outcome ?? { passed: 0, failed: [], skipped: [] };
  if (failed.length > 0) return { passed, failed, skipped };
  if (exitCode !== 0 || !outcome)
    return { passed, failed: [`the ${name} runner crashed with exit code ${exitCode}`], skipped };
  if (passed === 0) return { passed, failed: [`the ${name} runner ran no test`], skipped };
  return { passed, failed, skipped };
}

function runAttached(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
