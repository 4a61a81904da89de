import { parseArgs } from 'node:util';
import { print } from '#server/cli/terminal.ts';
import { playwright, runAndReport, runTests, vitest } from '#tools/test-run/runners.ts';
import { runStaticChecks } from '#tools/test-run/static-checks.ts';

await runAndReport(async () => {
  const { positionals: paths } = parseArgs({ allowPositionals: true });
  if (paths.length > 0) return [await runTests(vitest, paths)];
  const startedAt = Date.now();
  print('Checks');
  const checks = await runStaticChecks();
  print('\nUnit and integration tests');
  const tests = await runTests(vitest);
  print('\nBrowser tests');
  const journeys = await runTests(playwright);
  print(`\n${Math.round((Date.now() - startedAt) / 1000)} s`);
  return [checks, tests, journeys];
});
