import { join } from 'node:path';
import { print } from '#server/cli/terminal.ts';
import { runQuietly } from '#tools/app/quiet-child.ts';
import type { Outcome } from './test-reports.ts';

const root = join(import.meta.dirname, '..', '..');
const bin = (...path: string[]) => join(root, 'node_modules', ...path);

interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

const checks: readonly Check[] = [
  { name: 'format', args: [bin('oxfmt', 'bin', 'oxfmt'), '--check'] },
  { name: 'lint', args: [bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'types of the server', args: [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the client', args: [bin('typescript', 'bin', 'tsc'), '-p', 'client/tsconfig.json'] },
  { name: 'bounds of inputs', args: [join(root, 'tools', 'checks', 'check-inputs.ts')] },
  { name: 'regular expressions', args: [join(root, 'tools', 'checks', 'check-patterns.ts')] },
  { name: 'dead code', args: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
];

/** The client is compiled against this file, so it is written before the other checks begin. */
export const writtenTypes: Check = { name: 'types of the API', args: [join(root, 'scripts', 'types.ts')] };

/** Runs `first`, then every static check, two at a time, one line each; a failing one shows what it said. */
export async function runStaticChecks(first: readonly Check[] = []): Promise<Outcome> {
  const waiting = [...checks];
  const outcome: Outcome = { passed: 0, failed: [], skipped: [] };
  const run = async ({ name, args }: Check) => {
    const startedAt = Date.now();
    const { exitCode, output } = await runQuietly([...args], { cwd: root });
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    print(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (exitCode === 0) outcome.passed += 1;
    else {
      outcome.failed.push(`the check "${name}"`);
      print(output.trimEnd());
    }
  };
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await run(check);
  };
  for (const check of first) await run(check);
  await Promise.all([worker(), worker()]);
  return outcome;
}
