import { restRoutes } from '#server/identity/rest/rest.router.ts';
import { nameOf } from '#server/rest/route.ts';
import { appRouter } from '#server/router.ts';
import { unboundedTextsIn, unboundedTextsOf } from './unbounded-inputs.ts';

const ofRoutes = restRoutes.flatMap((route) =>
  route.input ? unboundedTextsIn(route.input, nameOf(route)) : [],
);
const problems = [...unboundedTextsOf(appRouter), ...ofRoutes];
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
