import { createHmac, type KeyObject } from 'node:crypto';

export type LimitKeys = ReturnType<typeof createLimitKeys>;

/**
 * Names counters by an HMAC. A password typed into the identifier field is never stored in clear. A reader of the table
 * does not learn whose password was guessed.
 *
 * The separator cannot occur in a part's length prefix.
 */
export function createLimitKeys(key: KeyObject) {
  return (...parts: readonly string[]): Buffer => {
    const mac = createHmac('sha256', key);
    for (const part of parts) mac.update(`${Buffer.byteLength(part)}:${part}`);
    return mac.digest();
  };
}

/** What one customer of a network holds: an IPv4 address, or the /64 of an IPv6 address (RFC 6177 §2). */
export function addressSubject(ip: string): string {
  return ip.includes(':') ? networkOf(ip, 4) : ip;
}

/** What one site holds: the /48 of an IPv6 address; null for IPv4. */
export function siteSubject(ip: string): string | null {
  return ip.includes(':') ? networkOf(ip, 3) : null;
}

/** The first groups of an IPv6 address, with `::` expanded. */
function networkOf(ip: string, groups: number): string {
  const [head = '', tail = ''] = ip.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const all = [...left, ...zeros, ...right];
  return `${all.slice(0, groups).join(':')}::/${groups * 16}`;
}
