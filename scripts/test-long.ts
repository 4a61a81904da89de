import { complain, say } from '#tools/terminal/say.ts';
import { playwright, runTests, vitest } from '#tools/test-run/runners.ts';

process.env['QP_LONG_TESTS'] = '1';
const runs = [
  await runTests(vitest, ['token-races.test.ts', 'refresh-races.test.ts', 'database-restart.test.ts']),
  await runTests(playwright, ['e2e/refresh-rounds.spec.ts']),
];
for (const { crash } of runs) if (crash) complain(new Error(crash));
const total = (of: 'passed' | 'failed') => runs.reduce((sum, run) => sum + run[of], 0);
say(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
