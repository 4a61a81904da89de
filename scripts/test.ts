import { watchParent } from '#tools/app/parent-watch.ts';
import { playwright, runTests, vitest } from '#tools/test-run/runners.ts';
import { say } from '#tools/terminal/say.ts';
import { runStaticChecks } from '#tools/test-run/static-checks.ts';

watchParent(() => process.kill(process.pid, 'SIGTERM'));
const startedAt = Date.now();
say('Checks');
const checks = { ...(await runStaticChecks(say)), skipped: [] };
say('\nUnit and integration tests');
const tests = await runTests(vitest);
say('\nBrowser tests');
const journeys = await runTests(playwright);

const outcomes = [checks, tests, journeys];
for (const { crash } of [tests, journeys]) if (crash) say(`failed: ${crash}`);
const total = (key: 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
for (const line of outcomes.flatMap(({ skipped }) => skipped)) say(`skipped: ${line}`);
say(`\n${Math.round((Date.now() - startedAt) / 1000)} s`);
say(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
