import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getFileInfo } from 'prettier';
import { expect, test } from 'vitest';
import { migrationsFolder } from '#server/db/migrations/files.ts';

test('the formatter, of whatever version, leaves the migrations as they were released', async () => {
  const files = readdirSync(migrationsFolder);
  const ignorePath = join(migrationsFolder, '..', '.prettierignore');
  const found = await Promise.all(
    files.map((file) => getFileInfo(join(migrationsFolder, file), { ignorePath })),
  );
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter(({ ignored }) => !ignored)).toEqual([]);
});
