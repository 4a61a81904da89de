import { parseArgs } from 'node:util';
import { playwright, runAndReport, runTests } from '#tools/test-run/runners.ts';

await runAndReport(async () => {
  const args = process.argv.slice(2);
  // What is not ours is Playwright's, which judges it.
  const options = { full: { type: 'boolean' } } as const;
  const { values, tokens } = parseArgs({ args, options, strict: false, tokens: true });
  if (values.full) process.env.E2E_FULL = '1';
  const ours = tokens.filter((token) => token.kind === 'option' && token.name === 'full');
  const theirs = args.filter((_, place) => ours.every(({ index }) => index !== place));
  return [await runTests(playwright, theirs)];
});
