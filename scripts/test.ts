import { parseArgs } from 'node:util';
import { print } from '#server/cli/terminal.ts';
import { playwright, runAndReport, runTests, vitest } from '#tools/test-run/runners.ts';
import { runStaticChecks } from '#tools/test-run/static-checks.ts';

await runAndReport(async () => {
  const options = { all: { type: 'boolean' } } as const;
  const { positionals: paths, values } = parseArgs({ options, allowPositionals: true });
  if (paths.length > 0) return [await runTests(vitest, paths)];
  if (!values.all) process.env['QP_EVERYDAY_TESTS'] = '1';
  const startedAt = Date.now();
  print('Checks');
  const checks = await runStaticChecks();
  print('\nUnit and integration tests');
  const tests = await runTests(vitest);
  print('\nBrowser tests');
  const journeys = await runTests(playwright);
  print(`\n${Math.round((Date.now() - startedAt) / 1000)} s`);
  if (!values.all) print('left out: floods, faults, exhaustive tests and most journeys: npm test -- --all');
  return [checks, tests, journeys];
});
