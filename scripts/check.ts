import { say } from './say.ts';
import { runStaticChecks } from './static-checks.ts';
import { watchParent } from './parent-watch.ts';

watchParent(() => process.exit(1));
const { passed, failed } = await runStaticChecks(say);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
