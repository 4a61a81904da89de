import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { endAfterLostStatement, nameStatements } from '#server/db/pg-client.ts';
import { driverUrl, type DatabasePooler } from '#server/config/database-url.ts';
import { ignoreDriverVariables } from '#server/db/driver-environment.ts';
import { noteUnconnected } from '#server/db/postgres-errors.ts';
import type { DB } from '#server/db/schema.ts';
import { startupOptions } from '#server/db/session-settings.ts';

export type Database = Kysely<DB>;

interface DatabaseOptions {
  /** The most connections this process opens. */
  readonly maxConnections?: number;
  /** After how long a statement is cancelled, here and in the server; 0: never. */
  readonly statementTimeoutMillis?: number;
  /** After how long waiting for a connection ends. */
  readonly connectionTimeoutMillis?: number;
  /** The pooler in between. One that pools by transaction keeps neither settings nor, mostly, named statements. */
  readonly pooler?: DatabasePooler;
  /** The name in pg_stat_activity. */
  readonly applicationName?: string;
  /** Only the migrator sets it. */
  readonly dialect?: typeof PostgresDialect;
  /** An idle connection broke; the pool opens another when it needs one. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Above any statement of the product. A caller waits for a connection and for a statement: at most twice this. */
const defaultTimeoutMillis = 3000;

/** How much longer the client waits than the server, so that a live server answers first, with an error code. */
const serverHeadStartMillis = 500;

/** OID of int8 (pg_type). The driver reads it as text, and int4 as a number. */
const int8 = 20;

/** A number where it fits, so that a column widened from int4 under a running server reads as before. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === int8 ? readWhole : pg.types.getTypeParser(oid, format);

function readWhole(text: string): number | string {
  const whole = Number(text);
  return Number.isSafeInteger(whole) ? whole : text;
}

/** A pool of connections to PostgreSQL. It opens none before the first statement. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = openPool(url, options);
  // Without these listeners a restart of the database would end the process. The pool reports idle connections, the
  // client one that breaks between two statements of a transaction.
  pool.on('error', (error) => options.onConnectionLost?.(error));
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    if (options.pooler !== 'transaction') nameStatements(client);
    endAfterLostStatement(client);
  });
  const connect = () =>
    pool.connect().catch((error: unknown) => {
      noteUnconnected(error);
      throw error;
    });
  const dialect = new (options.dialect ?? PostgresDialect)({
    pool: { options: pool.options, connect, end: () => pool.end() },
  });
  return new Kysely<DB>({ dialect });
}

/** Opens a pool with the product's settings. Behind a pooler it sets none; the client's own timeouts remain. */
function openPool(url: string, options: DatabaseOptions = {}): pg.Pool {
  ignoreDriverVariables();
  const { options: given, ...server } = driverUrl(url);
  const statementTimeoutMillis = options.statementTimeoutMillis ?? defaultTimeoutMillis;
  const isDirect = (options.pooler ?? 'none') === 'none';
  // Ours come last and so override those of the URL.
  const startup = `${given} ${isDirect ? startupOptions(statementTimeoutMillis) : ''}`.trim();
  return new pg.Pool({
    ...server,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? 'quantpulse',
    connectionTimeoutMillis: options.connectionTimeoutMillis ?? defaultTimeoutMillis,
    ...(statementTimeoutMillis > 0 && { query_timeout: statementTimeoutMillis + serverHeadStartMillis }),
    keepAlive: true,
    types: { getTypeParser },
    ...(startup !== '' && { options: startup }),
  });
}
