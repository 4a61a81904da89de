import { sql } from 'kysely';
import { createDatabase } from '#server/db/database.ts';

/** The same server, another database. */
export function withDatabaseName(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Makes a database on the server of `url`, as a copy of `template` when there is one, and returns its URL. */
export async function createScratchDatabase(url: string, name: string, template?: string): Promise<string> {
  const copied = template === undefined ? sql`` : sql`template ${sql.id(template)}`;
  await onServer(url, sql`create database ${sql.id(name)} ${copied}`);
  return withDatabaseName(url, name);
}

/** Ends whoever is connected, so that nothing is left behind. */
export async function dropScratchDatabase(url: string, name: string): Promise<void> {
  await onServer(url, sql`drop database if exists ${sql.id(name)} with (force)`);
}

async function onServer(url: string, statement: ReturnType<typeof sql>): Promise<void> {
  const db = createDatabase(url, { maxConnections: 1, statementTimeoutMillis: 60_000 });
  try {
    await statement.execute(db);
  } finally {
    await db.destroy();
  }
}
