import { watchParent } from '#tools/app/parent-watch.ts';
import { playwright, runTests } from '#tools/test-run/runners.ts';
import { say } from '#tools/terminal/say.ts';

watchParent(() => process.kill(process.pid, 'SIGTERM'));
const args = process.argv.slice(2);
if (args.includes('--full')) process.env.E2E_FULL = '1';
const { passed, failed, skipped, crash } = await runTests(
  playwright,
  args.filter((arg) => arg !== '--full'),
);
if (crash) say(`failed: ${crash}`);
for (const line of skipped) say(`skipped: ${line}`);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
