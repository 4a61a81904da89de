import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from '#server/db/schema.ts';
import { createRepositories } from '#server/repositories.ts';
import { statementExamples } from './statement-examples.ts';

export interface Statement {
  /** The method, such as `users.insert`. */
  readonly method: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Rules that add every optional clause to the statements. */
const rules = { sessionIdleMinutes: 30, rotationsPerSession: { count: 30, minutes: 1 } };
const undone = new Error('undone');

/** Runs every method of every repository once, rolls it back, and collects the statements sent. */
export async function collectStatements(databaseUrl: string) {
  const statements: Statement[] = [];
  let method = '';
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl, max: 1 }) }),
    log({ query: { sql: text, parameters: values } }) {
      if (/^(select|insert|update|delete|with)\b/.test(text)) statements.push({ method, text, values });
    },
  });
  try {
    const examples = await statementExamples(db);
    for (const [name, run] of Object.entries(examples)) {
      method = name;
      await undo(db, (inside) => run(createRepositories(inside, rules)));
    }
    const withoutExample = methodsOf(createRepositories(db, rules)).filter((name) => !(name in examples));
    return { statements: statements.filter((statement) => statement.method !== ''), withoutExample };
  } finally {
    await db.destroy();
  }
}

async function undo(db: Kysely<DB>, work: (inside: Kysely<DB>) => Promise<unknown>): Promise<void> {
  const transaction = db.transaction().execute(async (inside) => {
    await work(inside);
    throw undone;
  });
  await transaction.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
}

function methodsOf(repositories: Record<string, object>): string[] {
  return Object.entries(repositories).flatMap(([repository, methods]) =>
    Object.keys(methods).map((name) => `${repository}.${name}`),
  );
}
