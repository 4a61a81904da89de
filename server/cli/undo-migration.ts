import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { readAppliedMigrations } from '#server/db/migrations/history.ts';
import { CommandError } from '#server/cli/command.ts';
import { createPrompt } from '#server/cli/prompt.ts';
import { print, say } from '#server/cli/terminal.ts';
import { migrateDown, requireNewest } from '#server/db/migrations/migrator.ts';
import type { OpenDatabase } from '#server/db/open-database.ts';
import { loadMigration, readShippedMigrations, type ShippedMigration } from '#server/db/migrations/files.ts';

interface Undoing {
  readonly name: string | undefined;
  readonly isConfirmed: boolean;
}

/** Undoes the newest migration after showing what will be lost. The operator must give its name. */
export async function undoMigration(
  { db, migrationUrl }: OpenDatabase,
  { name, isConfirmed }: Undoing,
): Promise<void> {
  const newest = requireNewest(await readShippedMigrations(), await readAppliedMigrations(db), name);
  say(`Undoing ${newest.name} runs this, and what it drops is lost:`);
  for (const statement of await statementsOf(newest)) say(`  ${statement}`);
  if (!isConfirmed) await confirm(newest.name);
  await migrateDown(migrationUrl, say, { name: newest.name });
  print(`Undone ${newest.name}`);
}

async function confirm(name: string): Promise<void> {
  if (!process.stdin.isTTY) throw new CommandError(`Nobody can answer here: add --yes to undo ${name}`);
  const prompt = createPrompt();
  try {
    const answer = await prompt.ask(`Type ${name} to undo it: `);
    if (answer.trim() !== name) throw new CommandError('Nothing was undone');
  } finally {
    prompt.close();
  }
}

/** The statements of its `down`, found without a database. */
async function statementsOf(migration: ShippedMigration): Promise<string[]> {
  const statements: string[] = [];
  const nowhere = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void statements.push(query.sql.replaceAll(/\s+/g, ' ').trim()),
  });
  await (await loadMigration(migration)).down(nowhere);
  return statements;
}
