import type { Server, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '#server/config.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { AnswerBare } from '#server/http/bare-answer.ts';
import { normaliseAddress } from '#server/http/client-address.ts';
import { widerFactor } from '#server/http/request-ceiling.ts';
import { addressSubject, siteSubject } from '#server/security/limit-keys.ts';

/** How long one connection may last without progress, and how many connections one address may have. */
export interface ConnectionLimits {
  /** From the opening of the connection to the last byte of the head. */
  readonly headMillis: number;
  /** From the first byte of the head to the last of the body. Only an attacker needs longer for 64 KB. */
  readonly requestMillis: number;
  /** Time without a byte in either direction: the caller does not read the answer. */
  readonly silenceMillis: number;
  readonly perAddress: number;
  /** The limit of one IPv6 /48, a site with 65,536 networks of customers. */
  readonly perSite: number;
}

/** About 300 MB of idle connections. Any further connection is closed at once. */
const mostConnections = 16_384;
const refusedRetrySeconds = 2;

export function defaultConnectionLimits({ trustedProxyHops, limits }: Config): ConnectionLimits {
  const times = { headMillis: 10_000, requestMillis: 20_000, silenceMillis: 30_000 };
  // Behind a proxy every connection is the proxy's; nginx counts there (nginx/limits.sh).
  const unlimited = Number.POSITIVE_INFINITY;
  if (trustedProxyHops > 0) return { ...times, perAddress: unlimited, perSite: unlimited };
  const perAddress = connectionsPerAddress(limits.requestsPerMinutePerIp, mostConnections / 4);
  return { ...times, perAddress, perSite: mostConnections / 2 };
}

/**
 * As many as the requests the ceiling allows at once, with and without tokens. So no caller is refused here whom the
 * ceiling would allow. Never more than `most`, so that one address cannot take all connections.
 */
export function connectionsPerAddress(requestsPerMinutePerIp: number, most: number): number {
  return requestsPerMinutePerIp === 0 ? most : Math.min(most, requestsPerMinutePerIp * (widerFactor + 1));
}

const idleMillis = 65_000;

/** Node's own timeouts. Node checks them every second here, instead of every 30. */
export function connectionTimes({ headMillis, requestMillis }: ConnectionLimits): ServerOptions {
  return {
    headersTimeout: headMillis,
    requestTimeout: requestMillis,
    connectionsCheckingInterval: 1000,
    // Longer than proxies keep idle connections (nginx and most balancers: 60 s). Else their next call would meet a
    // closed one.
    keepAliveTimeout: idleMillis,
  };
}

/** Counts connections by address before Node reads a byte of them. */
export function limitConnections(server: Server, limits: ConnectionLimits, answerBare: AnswerBare): void {
  server.maxConnections = mostConnections;
  server.timeout = limits.silenceMillis;
  const serve = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
  server.removeAllListeners('connection');
  const open = new Map<string, number>();
  const countOf = (subject: string) => open.get(subject) ?? 0;

  server.on('connection', (socket: Socket) => {
    const ip = normaliseAddress(socket.remoteAddress ?? '') ?? '';
    const address = addressSubject(ip);
    const site = siteSubject(ip);
    const isFull =
      countOf(address) >= limits.perAddress || (site !== null && countOf(site) >= limits.perSite);
    if (isFull) return refuse(socket, answerBare);
    const subjects = site === null ? [address] : [address, site];
    for (const subject of subjects) open.set(subject, countOf(subject) + 1);
    socket.once('close', () => {
      for (const subject of subjects) {
        const left = countOf(subject) - 1;
        if (left === 0) open.delete(subject);
        else open.set(subject, left);
      }
    });
    for (const listener of serve) listener.call(server, socket);
  });
}

function refuse(socket: Socket, answerBare: AnswerBare): void {
  // Without a listener an error of this socket would end the process.
  socket.on('error', () => socket.destroy());
  socket.resume();
  const params = { retryAfterSeconds: refusedRetrySeconds };
  answerBare(socket, 429, new AppError('RATE_LIMITED', { params }));
}
