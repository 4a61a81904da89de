import { playwright, runAndReport, runTests } from '#tools/test-run/runners.ts';

process.env.E2E_PICTURES = '1';
await runAndReport(async () => [await runTests(playwright, ['pictures.spec.ts', '--update-snapshots=all'])]);
