import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

/**
 * The address behind n trusted proxies. The outermost of them wrote the n-th entry of X-Forwarded-For from the right. A
 * stranger may have written everything to the left of it. With fewer entries, or an invalid one: the socket's peer.
 */
export function clientAddress(request: IncomingMessage, trustedHops: number): string {
  const socketAddress = normaliseAddress(request.socket.remoteAddress ?? '') ?? '0.0.0.0';
  if (trustedHops === 0) return socketAddress;
  const header = request.headers['x-forwarded-for'];
  const entries = String(header ?? '').split(',');
  return normaliseAddress(entries.at(-trustedHops)?.trim() ?? '') ?? socketAddress;
}

/**
 * An address without port, brackets or zone; null when it is none. An IPv4 address mapped into IPv6 becomes IPv4 (RFC
 * 4291 §2.5.5.2, RFC 6052 §2.1).
 */
export function normaliseAddress(text: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d{1,5}$/, '$1');
  if (isIP(bare) === 4) return bare;
  if (isIP(bare) !== 6) return null;
  const compressed = new URL(`http://[${bare.replace(/%.*/, '')}]`).hostname.slice(1, -1);
  const mapped = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(compressed);
  if (!mapped) return compressed;
  const bits = (Number.parseInt(mapped[1]!, 16) << 16) | Number.parseInt(mapped[2]!, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}
