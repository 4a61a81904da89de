import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
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

interface Judgement extends Outcome {
  crash?: string;
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
export async function runAndReport(run: () => Promise<Judgement[]>): Promise<void> {
  watchLauncher(() => process.kill(process.pid, 'SIGTERM'));
  try {
    report(await run());
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}

function report(runs: Judgement[]): void {
  for (const { crash } of runs) if (crash) print(`failed: ${crash}`);
  for (const line of runs.flatMap(({ skipped }) => skipped)) print(`skipped: ${line}`);
  const total = (of: 'passed' | 'failed') => runs.reduce((sum, run) => sum + run[of], 0);
  print(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') === 0 ? 0 : 1;
}

/** Runs one runner to its end, with its progress on our terminal. A crash or a run without tests is a failure. */
export async function runTests(runner: Runner, moreArgs: string[] = []): Promise<Judgement> {
  const file = join(root, 'build', `${runner.reportVariable.toLowerCase()}.json`);
  mkdirSync(join(root, 'build'), { recursive: true });
  rmSync(file, { force: true });
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    // A third of what a started command takes: the tests start hundreds.
    NODE_COMPILE_CACHE: join(root, 'build', 'compile-cache'),
    [runner.reportVariable]: file,
  };
  const exitCode = await runAttached([...runner.args, ...moreArgs], env);
  return judge(runner.name, exitCode, runner.read(file));
}

/** A report without a failure from a runner that failed is not to be believed. */
export function judge(name: string, exitCode: number, outcome: Outcome | undefined): Judgement {
  const { passed, failed, skipped } = outcome ?? { passed: 0, failed: 0, skipped: [] };
  if (failed > 0) return { passed, failed, skipped };
  if (exitCode !== 0 || !outcome)
    return { passed, failed: 1, skipped, crash: `the ${name} runner crashed with exit code ${exitCode}` };
  if (passed === 0) return { passed, failed: 1, skipped, crash: `the ${name} runner ran no test` };
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
