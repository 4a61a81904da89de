import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { restRoutes } from '#server/identity/rest/rest.router.ts';
import { routePolicies } from '#server/rest/route-policy.ts';
import { appRouter } from '#server/router.ts';
import { policyTable } from '#server/trpc/policy-table.ts';
import { policiesOf } from '#server/trpc/policy.ts';
import { formatMarkdown } from '#tools/checks/format-markdown.ts';
import { print } from '#server/cli/terminal.ts';

await writeFile(
  join(import.meta.dirname, '../docs/policy.md'),
  await formatMarkdown(policyTable(policiesOf(appRouter), routePolicies(restRoutes, appRouter))),
);
print('Written: docs/policy.md');
