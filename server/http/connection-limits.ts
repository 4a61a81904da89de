import type { Server, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '#server/config.ts';
import { AppError } from '#server/errors.ts';
import type { AnswerBare } from '#server/http/bare-answer.ts';
import { normaliseAddress } from '#server/http/client-address.ts';
import { wider } from '#server/http/request-ceiling.ts';
import { addressSubject } from '#server/security/limit-keys.ts';

/** How long one connection may hold this server, and how many of them one address may have. */
export interface ConnectionLimits {
  /** From the first moment to the last byte of the head. */
  readonly headMillis: number;
  /** From the first byte of the head to the last of the body: whoever needs longer for 64 KB holds it on purpose. */
  readonly requestMillis: number;
  /** Nothing sent and nothing taken: a caller who never reads the answer. */
  readonly silenceMillis: number;
  readonly perAddress: number;
}

/** About 300 MB of idle connections; past it new ones are closed unheard. */
const mostConnections = 16_384;
const refusedRetrySeconds = 2;

export function defaultConnectionLimits({ trustedProxyHops, limits }: Config): ConnectionLimits {
  const times = { headMillis: 10_000, requestMillis: 20_000, silenceMillis: 30_000 };
  // Behind a proxy every connection is the proxy's; nginx counts there (nginx/limits.sh).
  if (trustedProxyHops > 0) return { ...times, perAddress: Number.POSITIVE_INFINITY };
  return { ...times, perAddress: connectionsPerAddress(limits.requestsPerMinutePerIp, mostConnections / 4) };
}

/**
 * As many as the ceiling allows requests at once, with tokens and without: nobody is refused here whom the ceiling
 * would let pass. Never more than `most`, so that one address alone cannot take everything.
 */
export function connectionsPerAddress(requestsPerMinutePerIp: number, most: number): number {
  return requestsPerMinutePerIp === 0 ? most : Math.min(most, requestsPerMinutePerIp * (wider + 1));
}

const idleMillis = 65_000;

/** Node's own timeouts. It looks for late ones every second; its default is 30. */
export function connectionTimes({ headMillis, requestMillis }: ConnectionLimits): ServerOptions {
  return {
    headersTimeout: headMillis,
    requestTimeout: requestMillis,
    connectionsCheckingInterval: 1000,
    // Longer than proxies keep idle connections (nginx and most balancers: 60 s), or their next call meets a closed one.
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

  server.on('connection', (socket: Socket) => {
    const address = addressSubject(normaliseAddress(socket.remoteAddress ?? '') ?? '');
    const count = open.get(address) ?? 0;
    if (count >= limits.perAddress) return refuse(socket, answerBare);
    open.set(address, count + 1);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
    for (const listener of serve) listener.call(server, socket);
  });
}

function refuse(socket: Socket, answerBare: AnswerBare): void {
  // Nobody else listens to this one.
  socket.on('error', () => socket.destroy());
  socket.resume();
  const params = { retryAfterSeconds: refusedRetrySeconds };
  answerBare(socket, 429, new AppError('RATE_LIMITED', { params }));
}
