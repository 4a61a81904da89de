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

interface Rights {
  readonly role: string;
  readonly exists: boolean;
  readonly allowed: boolean | null;
}

/** From PostgreSQL 15 on only a database's owner may create in schema public, unless somebody says otherwise. */
export async function requireRights(db: QueryExecutorProvider): Promise<void> {
  const asked = await sql<Rights>`
    select quote_ident(current_user) as role, to_regnamespace('public') is not null as exists,
           has_schema_privilege(to_regnamespace('public'), 'create')
             and has_schema_privilege(to_regnamespace('public'), 'usage') as allowed`.execute(db);
  const { role, exists, allowed } = asked.rows[0]!;
  if (!exists)
    throw new MigrationError(
      `Schema public is missing: as the database's owner type CREATE SCHEMA public AUTHORIZATION ${role};`,
    );
  if (!allowed)
    throw new MigrationError(
      `${role} may not create tables in schema public: as the database's owner type GRANT USAGE, CREATE ON SCHEMA public TO ${role};`,
    );
}
