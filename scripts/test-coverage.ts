import { complain } from '#tools/terminal/say.ts';
import { runTests, vitest } from '#tools/test-run/runners.ts';

const { failed, crash } = await runTests(vitest, ['--coverage']);
if (crash) complain(new Error(crash));
process.exitCode = failed === 0 ? 0 : 1;
