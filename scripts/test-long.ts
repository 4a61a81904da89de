import { playwright, runAndReport, runTests, vitest } from '#tools/test-run/runners.ts';

process.env['QP_LONG_TESTS'] = '1';
const long = [
  'token-races.test.ts',
  'refresh-races.test.ts',
  'database-restart.test.ts',
  'mail-floods.test.ts',
  'random-ledgers.test.ts',
  'money-plans.test.ts',
];

await runAndReport(async () => [
  await runTests(vitest, long),
  await runTests(playwright, ['e2e/refresh-rounds.spec.ts']),
]);
