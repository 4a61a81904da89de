import { sql, type QueryExecutorProvider } from 'kysely';
import { MigrationError } from '#server/db/migration-error.ts';

/** The oldest one that is tested. */
const oldestMajor = 15;

/** Refuses a database that no migration could help, with what to do about it. */
export async function requireFitDatabase(db: QueryExecutorProvider): Promise<void> {
  const asked = await sql<{ encoding: string; version: number }>`
    select current_setting('server_encoding') as encoding,
           current_setting('server_version_num')::int / 10000 as version`.execute(db);
  const { encoding = 'UTF8', version = oldestMajor } = asked.rows[0] ?? {};
  if (version < oldestMajor)
    throw new MigrationError(`PostgreSQL ${version} is too old: it must be ${oldestMajor} or newer`);
  // What initdb makes under LANG=C; names in Cyrillic could not be compared in it (PostgreSQL, 23.3).
  if (encoding !== 'UTF8')
    throw new MigrationError(
      `The database is encoded in ${encoding} and must be in UTF8: make one by CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'`,
    );
}
