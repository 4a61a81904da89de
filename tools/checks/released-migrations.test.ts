import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { migrationsFolder } from '#server/db/migrations/files.ts';
import { runQuietly } from '#tools/app/quiet-child.ts';

test('the formatter, of whatever version, leaves the migrations as they were released', async () => {
  const formatter = 'node_modules/oxfmt/bin/oxfmt';
  const cwd = dirname(migrationsFolder);
  const { output } = await runQuietly([formatter, '--check', 'migrations'], { cwd });
  expect(output).toContain('Expected at least one target file');
});
