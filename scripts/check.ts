import { say } from '#tools/terminal/say.ts';
import { runStaticChecks, writtenTypes } from '#tools/test-run/static-checks.ts';
import { watchParent } from '#tools/app/parent-watch.ts';

watchParent(() => process.exit(1));
const { passed, failed } = await runStaticChecks(say, [writtenTypes]);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
