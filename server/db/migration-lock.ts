import { sql, type Kysely } from 'kysely';
import { createDatabase } from '#server/db/database.ts';
import type { DB } from '#server/db/schema.ts';

/** Any number that no other advisory lock of this database has. */
const migrationLock = 7_205_759_403;

/**
 * Runs `work` while no other process migrates this database, on a connection of its own without the
 * timeouts of the server: a new index on a large table may take minutes. A killed process loses its
 * connection, and the lock with it.
 */
export async function withMigrationLock<Result>(
  url: string,
  say: (line: string) => void,
  work: (connection: Kysely<DB>) => Promise<Result>,
): Promise<Result> {
  const db = createDatabase(url, {
    maxConnections: 1,
    statementTimeoutMillis: 0,
    applicationName: 'quantpulse-migrate',
  });
  try {
    return await db.connection().execute(async (connection) => {
      await acquire(connection, say);
      return work(connection);
    });
  } finally {
    await db.destroy();
  }
}

async function acquire(connection: Kysely<DB>, say: (line: string) => void): Promise<void> {
  const tried = await sql<{ got: boolean }>`
    select pg_try_advisory_lock(${sql.lit(migrationLock)}) as got`.execute(connection);
  if (tried.rows[0]?.got) return;
  say('Waiting for another process that migrates this database');
  await sql`select pg_advisory_lock(${sql.lit(migrationLock)})`.execute(connection);
}
