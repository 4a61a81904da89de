import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** Runs one runner to its end, its progress on our terminal; a crash or a run without tests is a failure. */
export async function runTests(runner: Runner, moreArgs: string[] = []): Promise<Judgement> {
  const report = join(root, 'build', `${runner.reportVariable.toLowerCase()}.json`);
  mkdirSync(join(root, 'build'), { recursive: true });
  rmSync(report, { force: true });
  const env = { ...process.env, NODE_ENV: 'test', [runner.reportVariable]: report };
  const exitCode = await runAttached([...runner.args, ...moreArgs], env);
  return judge(runner.name, exitCode, runner.read(report));
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
