import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { endAfterLostStatement } from '#server/db/lost-statements.ts';
import { nameStatements } from '#server/db/named-statements.ts';
import type { DB } from '#server/db/schema.ts';

export type Database = Kysely<DB>;

interface DatabaseOptions {
  /** Connections of this process at most. */
  readonly maxConnections?: number;
  /** After how long a statement is given up, here and in the server; 0: never. */
  readonly statementTimeoutMillis?: number;
  /** After how long waiting for a connection is given up. */
  readonly connectionTimeoutMillis?: number;
  /** What pg_stat_activity shows. */
  readonly applicationName?: string;
  /** A connection broke while nobody used it; the pool opens another when one is needed. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Above any statement of the product; a caller waits for a connection and a statement, so twice this at most. */
const defaultTimeoutMillis = 3000;

/** How much longer than the server the client waits, so that a live server answers first, with a code. */
const serverHeadStartMillis = 500;

/** A pool of connections to PostgreSQL. Nothing is opened before the first statement. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool(poolConfig(url, options));
  // Without listeners a restart of the database would end the process: the pool's own covers idle
  // connections, the client's one that breaks between two statements of a transaction.
  pool.on('error', (error) => options.onConnectionLost?.(error));
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    nameStatements(client);
    endAfterLostStatement(client);
  });
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

function poolConfig(url: string, options: DatabaseOptions): pg.PoolConfig {
  const statementTimeoutMillis = options.statementTimeoutMillis ?? defaultTimeoutMillis;
  return {
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? 'quantpulse',
    connectionTimeoutMillis: options.connectionTimeoutMillis ?? defaultTimeoutMillis,
    ...(statementTimeoutMillis > 0 && {
      statement_timeout: statementTimeoutMillis,
      query_timeout: statementTimeoutMillis + serverHeadStartMillis,
    }),
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    options: '-c timezone=UTC',
  };
}
