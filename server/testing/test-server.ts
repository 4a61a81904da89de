import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig, type Config } from '#server/config.ts';
import { createDatabase, type Database } from '#server/db/database.ts';
import type { ConnectionLimits } from '#server/http/connection-limits.ts';
import { createLogger } from '#server/logger.ts';
import { startServer, type RunningServer } from '#server/server.ts';
import { noLimits } from '#server/testing/no-limits.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';
import { createTestBrowser, type TestBrowser } from '#server/testing/test-browser.ts';

/** The least bcrypt allows: what is tested here is who gets in, not how long a guess takes. */
const cheapestCost = 4;

const running = new Set<RunningServer>();

/** Resolves when every server of this test file has written what it writes after its answers. */
export async function settleServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.settled()));
}

interface Settings {
  /** Environment variables of this server, beside those of the tests. */
  environment?: NodeJS.ProcessEnv;
  /** Another server on the same database: a replica of this one. */
  replicaOf?: TestServer;
  /** Another database than a migrated one of its own; the test drops it. */
  databaseUrl?: string;
  /** bcrypt's cost; the least there is when unset. */
  passwordCost?: number;
  /** A built client to serve. */
  pagesFolder?: string;
  /** What connections may hold; as shipped when unset. */
  connectionLimits?: Partial<ConnectionLimits>;
}

export interface TestServer {
  readonly url: string;
  readonly databaseUrl: string;
  readonly config: Config;
  readonly db: Database;
  /** Every line the server logged so far. */
  readonly logLines: readonly string[];
  forgetLogLines(): void;
  /** A browser without cookies. */
  newBrowser(): TestBrowser;
  close(): Promise<void>;
}

/** The whole server on a free port and a migrated database of its own, every limit off. */
export async function startTestServer(settings: Settings = {}): Promise<TestServer> {
  const { environment, replicaOf, pagesFolder, connectionLimits } = settings;
  const givenUrl = settings.databaseUrl ?? replicaOf?.databaseUrl;
  const database = givenUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = givenUrl ?? database?.url ?? '';
  const dataFolder = mkdtempSync(join(tmpdir(), 'quantpulse-test-'));
  const config = parseConfig(
    {
      NODE_ENV: 'test',
      PORT: '0',
      APP_ORIGIN: 'http://localhost:3000',
      AUTH_SECRET: 'tests-sign-with-this-0123456789-abcdefgh',
      DATABASE_URL: databaseUrl,
      ...noLimits,
      ...environment,
    },
    dataFolder,
  );
  const logLines: string[] = [];
  const log = createLogger('trace', { write: (line) => void logLines.push(line) });
  const db = createDatabase(databaseUrl, { pooler: config.databasePooler });
  const server = await startServer({
    config,
    db,
    databaseUrl,
    log,
    passwordCost: settings.passwordCost ?? cheapestCost,
    drainNoticeMillis: 0,
    ...(pagesFolder !== undefined && { pagesFolder }),
    ...(connectionLimits && { connectionLimits }),
  });
  running.add(server);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    databaseUrl,
    config,
    db,
    logLines,
    forgetLogLines: () => void logLines.splice(0),
    newBrowser: () => createTestBrowser(url, config.appOrigin),
    async close() {
      running.delete(server);
      await server.close();
      await db.destroy();
      await database?.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
