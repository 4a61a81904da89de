import { parseConfig } from '#server/config.ts';
import { createDatabase } from '#server/db/database.ts';
import type { AnyRequest } from '#server/caller.ts';
import { createReadingThreads } from '#server/money/readings/reading-threads.service.ts';
import { createLogger } from '#server/logger.ts';
import { noBreachedPasswords } from '#server/security/breached-passwords.ts';
import { createSecurity, type Security } from '#server/security/security.ts';
import type { Passwords } from '#server/security/passwords.ts';
import { createServices, type Services } from '#server/services.ts';
import { limitsOfTheRun } from '../processes/limits-of-the-run.ts';

export interface ServicesOver {
  readonly services: Services;
  readonly security: Security;
  close(): Promise<void>;
}

/** Every password is right at once: only the database's part of a sign-in remains. */
const noHashing: Passwords = {
  acquire: () => ({
    hash: () => Promise.resolve('none'),
    verify: () => Promise.resolve(true),
    release: () => undefined,
  }),
  isOutdated: () => false,
  start: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** The server's services with all limits, over a database: no HTTP, no hashing. */
export function servicesOver(databaseUrl: string, authSecret: string): ServicesOver {
  const environment = {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: authSecret,
    ...limitsOfTheRun,
  };
  const config = parseConfig(environment, '');
  const db = createDatabase(databaseUrl);
  const readingThreads = createReadingThreads({ databaseUrl, databasePooler: config.databasePooler });
  const security = createSecurity(config);
  const services = createServices({
    config,
    db,
    security,
    passwords: noHashing,
    readingThreads,
    breached: noBreachedPasswords,
    securityLog: () => undefined,
    afterAnswer: (work) => void work(),
    smtp: null,
    log: createLogger('silent'),
  });
  return {
    services,
    security,
    async close() {
      await readingThreads.close();
      await db.destroy();
    },
  };
}

/** A request of a browser on which nobody has signed in. */
export const strangersRequest: AnyRequest = {
  caller: {
    origin: 'own',
    address: '203.0.113.9',
    isOnThisMachine: false,
    userAgent: 'bench',
    requestId: 'bench-request',
    channel: 'cookie',
    credentials: { accessToken: null, refreshToken: null, deviceTokens: [], challenge: null },
    claims: null,
  },
};
