import type { Config } from '#server/config.ts';
import { createDatabase, type Database } from '#server/db/database.ts';

export interface OpenDatabase {
  readonly db: Database;
  readonly url: string;
  /** Where migrations connect: past the pooler, or as the role that owns the tables. */
  readonly migrationUrl: string;
  /** Ends the pool; the embedded server stops with its last user. */
  close(): Promise<void>;
}

/** The database of DATABASE_URL, or the embedded one of this data folder. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataFolder'> &
    Partial<Pick<Config, 'databaseDirectUrl' | 'databasePooler'>>,
  say: (line: string) => void,
  onConnectionLost?: (error: Error) => void,
): Promise<OpenDatabase> {
  const server = await findServer(config, say);
  const db = createDatabase(server.url, {
    pooler: config.databasePooler ?? 'none',
    ...(onConnectionLost && { onConnectionLost }),
  });
  return {
    db,
    url: server.url,
    migrationUrl: config.databaseDirectUrl ?? server.url,
    async close() {
      await db.destroy();
      await server.release();
    },
  };
}

async function findServer(
  { databaseUrl, dataFolder }: Pick<Config, 'databaseUrl' | 'dataFolder'>,
  say: (line: string) => void,
) {
  if (databaseUrl !== undefined) return { url: databaseUrl, release: () => Promise.resolve() };
  // Imported only here: the image has none of it and requires DATABASE_URL.
  // oxlint-disable-next-line no-restricted-imports -- lazily, for development alone
  const { acquireEmbeddedPostgres } = await import('#tools/embedded-postgres/embedded-postgres.ts');
  return acquireEmbeddedPostgres({ dataFolder, say });
}
