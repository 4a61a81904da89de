import type { IncomingMessage } from 'node:http';
import { isLocalHost } from '#server/config/values.ts';

/** What a proxy or a tunnel adds to a request that it passes on (RFC 7239 §5, RFC 9110 §7.6.3, and their forerunners). */
const addedOnTheWay = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/**
 * True when a browser or a program on this machine asked. The server listens on loopback there, so what comes from
 * elsewhere came through something that passed it on. A name that somebody bound to this machine's address is not ours.
 */
export function isFromThisMachine({ headers }: IncomingMessage): boolean {
  if (addedOnTheWay.some((name) => headers[name] !== undefined)) return false;
  const asked = URL.parse(`http://${headers.host ?? ''}`);
  return asked !== null && isLocalHost(asked.hostname);
}
