import { createServer, type Server } from 'node:http';
import { createApp } from '#server/app.ts';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { closeGracefully } from '#server/http/graceful-close.ts';
import { createLogger, type Logger } from '#server/logger.ts';
import { createReadiness } from '#server/readiness.ts';
import { createPasswords } from '#server/security/passwords.ts';
import { createServices } from '#server/services.ts';

interface ServerParts {
  config: Config;
  db: Database;
  log?: Logger;
  /** The built client; without it this server answers calls only, and nginx has the pages. */
  pagesFolder?: string;
  /** bcrypt's cost; tests take the least. */
  passwordCost?: number;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Refuses new work, lets what is under way finish, ends the hashing threads. The database stays the caller's. */
  close(): Promise<void>;
}

/** Listens with everything wired together; rejects when the port is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, db, pagesFolder, log = createLogger(config.logLevel) } = parts;
  const passwords = createPasswords(parts.passwordCost === undefined ? {} : { cost: parts.passwordCost });
  const readiness = createReadiness(db, log);
  const services = createServices({
    config,
    db,
    passwords,
    securityLog: (event, details) => log.info({ event, ...details }, 'security'),
  });
  const server = createServer(createApp({ config, services, readiness, log, pagesFolder }));
  try {
    await listen(server, config);
  } catch (error) {
    await passwords.close();
    throw error;
  }
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  log.info({ host: config.host, port }, 'listening');
  void readiness.check();
  return {
    url: config.port === 0 ? `http://localhost:${port}` : config.appOrigin,
    port,
    async close() {
      readiness.drain();
      await closeGracefully(server);
      await passwords.close();
      log.info('closed');
    },
  };
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
