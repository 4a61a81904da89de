import { join } from 'node:path';
import { print } from '#server/cli/terminal.ts';
import { runQuietly } from '#tools/app/quiet-child.ts';
import type { Outcome } from './test-reports.ts';

const root = join(import.meta.dirname, '..', '..');
const bin = (...path: string[]) => join(root, 'node_modules', ...path);

const checks = [
  { name: 'format', args: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'] },
  { name: 'lint', args: [bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'types of the server', args: [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the client', args: [bin('typescript', 'bin', 'tsc'), '-p', 'client/tsconfig.json'] },
  { name: 'bounds of inputs', args: [join(root, 'tools', 'checks', 'check-inputs.ts')] },
  { name: 'regular expressions', args: [join(root, 'tools', 'checks', 'check-patterns.ts')] },
  { name: 'dead code', args: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
];

/** Runs every static check, two at a time, one line each; a failing one shows what it said. */
export async function runStaticChecks(): Promise<Outcome> {
  const waiting = [...checks];
  let failed = 0;
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const startedAt = Date.now();
      const { exitCode, output } = await runQuietly(check.args, { cwd: root });
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      print(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
      if (exitCode === 0) continue;
      failed += 1;
      print(output.trimEnd());
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: checks.length - failed, failed, skipped: [] };
}
