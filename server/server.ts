import type { RequestListener, Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createAfterAnswer } from '#server/after-answer.ts';
import { createApp } from '#server/app.ts';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/database.ts';
import { refuseFault } from '#server/db/session-check.ts';
import {
  startCountFlush,
  startHasherShare,
  startMailDelivery,
  startSweeper,
  startTotpKeys,
} from '#server/jobs/timers.ts';
import { createBareAnswers } from '#server/http/bare-answer.ts';
import { refuseBrokenRequests } from '#server/http/broken-requests.ts';
import {
  connectionTimes,
  defaultConnectionLimits,
  limitConnections,
  type ConnectionLimits,
} from '#server/http/connection-limits.ts';
import { closeGracefully } from '#server/http/graceful-close.ts';
import { createServer } from '#server/http/node-http.ts';
import { listenError } from '#server/listen-error.ts';
import { causeOf, createLogger, flushLog, type Logger } from '#server/logger.ts';
import { createReadingThreads } from '#server/money/readings/reading-threads.service.ts';
import { createReadiness } from '#server/readiness.ts';
import { openBreachedPasswords } from '#server/security/breached-passwords.ts';
import { createPasswords, type Passwords } from '#server/security/passwords.ts';
import { createRedisBuckets, type SharedBuckets } from '#server/security/redis-buckets.ts';
import { createSecurity } from '#server/security/security.ts';
import { createMemoryBuckets } from '#server/security/token-bucket.ts';
import { createServices } from '#server/services.ts';
import { openSmtp } from '#server/smtp.ts';

interface ServerParts {
  config: Config;
  db: Database;
  /** Where the threads of long readings connect. */
  databaseUrl: string;
  log?: Logger;
  /** The built client. Without it this server answers calls only, and nginx serves the pages. */
  pagesFolder?: string;
  /** bcrypt's cost; tests take the lowest. */
  passwordCost?: number;
  /** How long a closing server still serves while `/readyz` answers 503, so that load balancers notice it first. */
  drainNoticeMillis?: number;
  /** The limits of connections; tests wait less and open fewer. */
  connectionLimits?: Partial<ConnectionLimits>;
}

/** A thread that starts sooner takes from the first answers. */
const hashingAfterMillis = 500;
/** With the six seconds for running requests this stays below the ten between SIGTERM and SIGKILL. */
const defaultNoticeMillis = 1000;

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Refuses new requests, finishes running ones, ends the threads. The database belongs to the caller. */
  close(): Promise<void>;
  /** Resolves when all work that waits for answers to be sent is done. */
  settled(): Promise<void>;
}

/** Listens with everything wired together; rejects when the port is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, db, pagesFolder, log = createLogger(config.logLevel) } = parts;
  const readiness = createReadiness(db, log, config.databasePooler);
  // Asked first, and answered while the rest is made: connecting takes as long.
  const checked = readiness.check();
  const breached = await openBreachedPasswords(config.breachedPasswordsFile);
  const passwords = createPasswords({
    hasher: config.passwordHasher,
    ...(parts.passwordCost !== undefined && { cost: parts.passwordCost }),
  });
  const readingThreads = createReadingThreads({
    databaseUrl: parts.databaseUrl,
    databasePooler: config.databasePooler,
  });
  const security = createSecurity(config);
  const answered = createAfterAnswer((err) => log.error({ err }, 'work after an answer failed'));
  const smtp = config.mail.url === undefined ? null : await openSmtp(config.mail.url, config.mail.from);
  const services = createServices({
    config,
    db,
    passwords,
    breached,
    readingThreads,
    security,
    afterAnswer: answered.afterAnswer,
    securityLog: (event, details) => log.info({ event, ...details }, 'security'),
    smtp,
    log,
  });
  const buckets = await openBuckets(config, log);
  const app = createApp({ config, services, security, take: buckets.take, readiness, log, pagesFolder });
  const server = createLimitedServer(parts, app);
  const closeParts = () =>
    Promise.all([passwords, readingThreads, buckets, breached].map((part) => part.close()));
  let stopShare: (() => Promise<void>) | undefined;
  try {
    const state = await checked;
    // Where calls would fail or change their meaning. A database that is away does not end the start.
    if (!state.ok) refuseFault(state.fault);
    stopShare = await startHasherShare(services.hasherShare, log);
    await listen(server, config);
  } catch (error) {
    smtp?.close();
    await Promise.all([stopShare?.(), closeParts(), flushLog(log)]);
    throw error;
  }
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  log.info({ host: config.host, port }, 'listening');
  setTimeout(() => void startHashing(passwords, log), hashingAfterMillis).unref();
  const stopSweeper = startSweeper(services.maintenance, log);
  const stopKeys = startTotpKeys(services.totpKeys, log);
  const stopCounting = startCountFlush(services.securityCounts, log);
  const stopMails = services.delivery && startMailDelivery(services.delivery);
  return {
    url: config.port === 0 ? `http://localhost:${port}` : config.appOrigin,
    port,
    settled: answered.settled,
    async close() {
      readiness.drain();
      await pause(parts.drainNoticeMillis ?? defaultNoticeMillis);
      await closeGracefully(server);
      stopSweeper();
      await stopKeys();
      await answered.settled();
      await stopMails?.();
      smtp?.close();
      await Promise.all([stopShare(), stopCounting(), closeParts()]);
      log.info('closed');
      await flushLog(log);
    },
  };
}

async function startHashing(passwords: Pick<Passwords, 'start'>, log: Logger): Promise<void> {
  await passwords.start().catch((err: unknown) => log.error({ err }, 'passwords cannot be hashed'));
}

function createLimitedServer({ config, connectionLimits }: ServerParts, app: RequestListener): Server {
  const limits = { ...defaultConnectionLimits(config), ...connectionLimits };
  const answerBare = createBareAnswers(config);
  const server = createServer({ ...connectionTimes(limits), requireHostHeader: false }, app);
  limitConnections(server, limits, answerBare);
  refuseBrokenRequests(server, answerBare);
  return server;
}

/** Without Redis each process counts alone. */
async function openBuckets({ redisUrl }: Config, log: Logger): Promise<SharedBuckets> {
  if (redisUrl === undefined) return { take: createMemoryBuckets(), close: () => Promise.resolve() };
  return createRedisBuckets(redisUrl, (isReachable, error) => {
    if (isReachable) log.info('redis is reachable; the request ceiling is shared');
    else
      log.warn(causeOf(error), 'redis is unreachable; the request ceiling is counted by each process alone');
  });
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(listenError(error, port));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}
