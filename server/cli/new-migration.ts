import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '#server/cli/command.ts';
import { migrationsFolder, readShippedMigrations } from '#server/db/migrations/files.ts';

const template = `import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').addColumn('nickname', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').dropColumn('nickname').execute();
}
`;

/** Writes an example under the next number and returns its name. */
export async function writeNewMigration(title: string, folder = migrationsFolder): Promise<string> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(title))
    throw new CommandError(`"${title}" is no name for a migration; write it like add-nickname`);
  const newest = (await readShippedMigrations(folder)).at(-1)?.name ?? '0';
  const number = String(Number.parseInt(newest, 10) + 1).padStart(4, '0');
  await writeFile(join(folder, `${number}-${title}.ts`), template, { flag: 'wx' });
  return `${number}-${title}`;
}
