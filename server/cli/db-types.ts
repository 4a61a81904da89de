import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, runCommand } from '#server/cli/command.ts';
import { print, say } from '#server/cli/terminal.ts';
import { createDatabase } from '#server/db/database.ts';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { generateSchemaTypes } from '#server/db/schema-types.ts';
// oxlint-disable-next-line no-restricted-imports -- a command of development; the image has no kysely-codegen either
import { openScratchCluster } from '#tools/embedded-postgres/embedded-postgres.ts';

const usage = `Usage: npm run db:types [-- --verify]
  writes server/db/schema.ts from the migrations, run on a scratch database of its own
  --verify   fail when the file is not what the migrations make`;

const whichCommand = 'The only option is --verify';

const schemaFile = join(import.meta.dirname, '..', 'db', 'schema.ts');

async function typesOfMigrations(): Promise<string> {
  const cluster = await openScratchCluster(say);
  try {
    await migrateToLatest(cluster.url, say);
    return await typesOf(cluster.url);
  } finally {
    await cluster.close();
  }
}

async function typesOf(url: string): Promise<string> {
  const db = createDatabase(url);
  try {
    return await generateSchemaTypes(db);
  } finally {
    await db.destroy();
  }
}

await runCommand({
  usage,
  whichCommand,
  flags: ['verify'],
  async run(words, { verify }) {
    if (words.length > 0) throw new CommandError(whichCommand);
    const types = await typesOfMigrations();
    if (!verify) {
      await writeFile(schemaFile, types);
      return print('Written: server/db/schema.ts');
    }
    const kept = (await readFile(schemaFile, 'utf8')).replaceAll('\r\n', '\n');
    if (kept !== types)
      throw new CommandError('server/db/schema.ts is not what the migrations make; run: npm run db:types');
    print('server/db/schema.ts is what the migrations make');
  },
});
