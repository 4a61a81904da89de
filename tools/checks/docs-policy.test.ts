import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { restRoutes } from '#server/identity/rest/rest.router.ts';
import { routePolicies } from '#server/rest/route-policy.ts';
import { appRouter } from '#server/router.ts';
import { policyTable } from '#server/trpc/policy-table.ts';
import { policiesOf } from '#server/trpc/policy.ts';
import { formatMarkdown } from './format-markdown.ts';

test('docs/policy.md is what the router says; else run: npm run docs:policy', async () => {
  const kept = await readFile(join(import.meta.dirname, '../../docs/policy.md'), 'utf8');
  expect(kept.replaceAll('\r\n', '\n')).toBe(
    await formatMarkdown(policyTable(policiesOf(appRouter), routePolicies(restRoutes, appRouter))),
  );
});
