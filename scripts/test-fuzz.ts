import { parseArgs } from 'node:util';
import { runAndReport, runTests, vitest } from '#tools/test-run/runners.ts';

await runAndReport(async () => {
  const [inputs = '10000', ...more] = parseArgs({ allowPositionals: true }).positionals;
  if (more.length > 0 || !/^[1-9]\d{0,7}$/.test(inputs))
    throw new Error('The one option is how many inputs a procedure gets, such as 50000');
  process.env['QP_FUZZ_INPUTS'] = inputs;
  return [
    await runTests(vitest, [
      'server/trpc/fuzz.test.ts',
      'server/trpc/host.test.ts',
      'server/rest/route-fuzz.test.ts',
    ]),
  ];
});
