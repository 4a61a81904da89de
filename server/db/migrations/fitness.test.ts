import { sql, type QueryExecutorProvider } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { requireFitDatabase, migrateToLatest } from '#server/db/migrations/migrator.ts';
import { createEmptyDatabase } from '#server/testing/postgres.ts';

/** An empty database as `initdb` under LANG=C makes them. */
const asciiOptions = `encoding 'SQL_ASCII' locale_provider libc locale 'C'`;

async function emptyDatabase(options?: string) {
  const { url, drop } = await createEmptyDatabase(options);
  const db = createDatabase(url);
  onTestFinished(async () => {
    await db.destroy();
    await drop();
  });
  return { url, db };
}

it('migrating refuses a database that is not in UTF8, and says how to make one', async () => {
  const { url, db } = await emptyDatabase(asciiOptions);
  await expect(migrateToLatest(url, () => undefined)).rejects.toThrow(
    /^The database is encoded in SQL_ASCII and must be in UTF8: .*ENCODING 'UTF8'$/,
  );
  const tables = await sql`select 1 from pg_tables where schemaname = 'public'`.execute(db);
  expect(tables.rows).toEqual([]);
});

it('migrating refuses a PostgreSQL older than 15', async () => {
  const { db } = await emptyDatabase();
  const old: QueryExecutorProvider = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: () => Promise.resolve({ rows: [{ encoding: 'UTF8', version: 14 }] }),
  });
  await expect(requireFitDatabase(old)).rejects.toThrow('PostgreSQL 14 is too old: it must be 15 or newer');
});
