import { appRouter } from '#server/router.ts';
import { unboundedTextsOf } from './unbounded-inputs.ts';

const problems = unboundedTextsOf(appRouter);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
