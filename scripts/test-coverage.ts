import { runAndReport, runTests, vitest } from '#tools/test-run/runners.ts';

await runAndReport(async () => [await runTests(vitest, ['--coverage'])]);
