import { complain } from './say.ts';
import { runTests, vitest } from './runners.ts';

const { failed, crash } = await runTests(vitest, ['--coverage']);
if (crash) complain(new Error(crash));
process.exitCode = failed === 0 ? 0 : 1;
