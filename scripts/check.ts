import { runAndReport } from '#tools/test-run/runners.ts';
import { runStaticChecks, writtenTypes } from '#tools/test-run/static-checks.ts';

await runAndReport(async () => [await runStaticChecks([writtenTypes])]);
