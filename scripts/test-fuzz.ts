import { complain } from '#tools/terminal/say.ts';
import { runTests, vitest } from '#tools/test-run/runners.ts';

const [inputs = '10000'] = process.argv.slice(2);
if (!/^[1-9]\d{0,7}$/.test(inputs)) {
  complain(new Error('The one option is how many inputs a procedure gets, such as 50000'));
  process.exitCode = 1;
} else {
  process.env['QP_FUZZ_INPUTS'] = inputs;
  const { failed, crash } = await runTests(vitest, ['server/trpc/fuzz.test.ts']);
  if (crash) complain(new Error(crash));
  process.exitCode = failed === 0 ? 0 : 1;
}
