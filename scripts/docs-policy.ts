import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { policyTable } from '#server/trpc/policy-table.ts';
import { formatMarkdown } from '#tools/checks/format-markdown.ts';
import { say } from '#tools/terminal/say.ts';

await writeFile(join(import.meta.dirname, '../docs/policy.md'), await formatMarkdown(policyTable()));
say('Written: docs/policy.md');
