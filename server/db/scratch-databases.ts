import { sql } from 'kysely';
import { createDatabase } from '#server/db/database.ts';

/** The same server, another database. */
function withDatabaseName(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** The same database, with another parameter in its URL. */
export function withParameter(url: string, name: string, value: string): string {
  const other = new URL(url);
  other.searchParams.set(name, value);
  return other.href;
}

/** Copies the database `template` on the server of `url`, with `options` of CREATE DATABASE; returns its URL. */
export async function createScratchDatabase(
  url: string,
  name: string,
  { template = 'template0', options = '' } = {},
): Promise<string> {
  await onServer(url, sql`create database ${sql.id(name)} template ${sql.id(template)} ${sql.raw(options)}`);
  return withDatabaseName(url, name);
}

/** Ends every connection first, so that nothing is left behind. */
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
