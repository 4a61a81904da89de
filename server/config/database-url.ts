import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { percentEncodingReason, splitAuthority } from '#server/config/percent-encoding.ts';

/** How the server reaches PostgreSQL: directly, or through a pooler that hands a connection on after each transaction. */
export const poolers = ['none', 'transaction', 'transaction-prepared'] as const;

export type DatabasePooler = (typeof poolers)[number];

/** What the driver understands in the query of a URL; anything else it would take for a setting of its own. */
const known = new Set(
  'host port user password sslmode sslrootcert sslcert sslkey sslnegotiation ssl application_name options'.split(
    ' ',
  ),
);
/** Words of libpq that providers put into their URLs; one host is connected to as if they were not there. */
const ignored = new Set(
  'connect_timeout channel_binding target_session_attrs gssencmode fallback_application_name keepalives'.split(
    ' ',
  ),
);

/** The six of libpq and the driver's own; `true`, `1`, `false` and `0` are those of the older `ssl`. */
const sslModes: Readonly<Record<string, string>> = {
  disable: 'disable',
  allow: 'verify-full',
  prefer: 'verify-full',
  require: 'verify-full',
  'verify-ca': 'verify-full',
  'verify-full': 'verify-full',
  'no-verify': 'no-verify',
  true: 'verify-full',
  1: 'verify-full',
  false: 'disable',
  0: 'disable',
};

const severalHosts = 'names several hosts; the driver takes one';
const oneHost = 'must name one host and, after a colon, a port: host:5432 or [::1]:5432';

const certificateFiles = ['sslrootcert', 'sslcert', 'sslkey'];

/** Why a value is no URL of a PostgreSQL that the driver would understand as it was meant, or null. No part of it is told. */
export function databaseUrlProblem(value: string): string | null {
  const [, address] = /^postgres(?:ql)?:\/\/(.*)$/s.exec(value) ?? [];
  if (address === undefined) return 'must be a URL that begins with postgres:// or postgresql://';
  const parts = splitAuthority(address);
  if (!parts) return percentEncodingReason;
  const [path, query] = cutAt(parts.rest, '?');
  if (path.indexOf('/', 1) !== -1) return percentEncodingReason;
  // The driver leaves these encoded, and would ask for a database whose name has a `%` in it.
  if (decodeURI(path) !== decodeURIComponent(path))
    return 'has an encoded sign in the name of its database; : ; & = + $ stand for themselves there, and one with @ / # ? , cannot be used';
  return hostProblem(parts.host) ?? queryProblem(new URLSearchParams(query));
}

/** What stands between `@` and `/`: nothing at all, or one host with or without a port. */
function hostProblem(host: string): string | null {
  if (host === '') return null;
  if (host.includes(',')) return severalHosts;
  const [, address, name, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^[\]:]+))(?::(\d*))?$/.exec(host) ?? [];
  const isHost =
    address === undefined ? name !== undefined && isHostName(decodeURIComponent(name)) : isIP(address) === 6;
  return isHost && isPort(port) ? null : oneHost;
}

/** A name, or a socket's folder. Anything else may be a password that was encoded together with its `@`. */
function isHostName(text: string): boolean {
  return text.startsWith('/') || /^[\p{L}\p{N}._-]+$/u.test(text);
}

/** Why a value is no URL of a Redis, or null. No part of it is told. */
export function redisUrlProblem(value: string): string | null {
  const [, address] = /^rediss?:\/\/(.*)$/s.exec(value) ?? [];
  if (address === undefined) return 'must be a URL that begins with redis:// or rediss://';
  const parts = splitAuthority(address);
  if (!parts) return percentEncodingReason;
  if (!/^(\/\d*)?$/.test(parts.rest))
    return "must end with its host or a database's number: redis://host:6379/0";
  // Its driver takes no socket this way, and decodes no name.
  if (parts.host.includes('%')) return oneHost;
  return hostProblem(parts.host);
}

function queryProblem(query: URLSearchParams): string | null {
  for (const name of query.keys())
    if (!known.has(name) && !ignored.has(name))
      return `has a parameter in its query that is not known; known are ${[...known].join(', ')}`;
  if (new Set(query.keys()).size !== [...query.keys()].length)
    return 'has a parameter in its query more than once';
  const mode = query.get('sslmode') ?? query.get('ssl');
  if (mode !== null && !Object.hasOwn(sslModes, mode))
    return 'must have as sslmode one of disable, allow, prefer, require, verify-ca, verify-full and no-verify';
  const host = query.get('host') ?? '';
  if (host.includes(',')) return severalHosts;
  if (host !== '' && isIP(host) === 0 && !isHostName(host)) return oneHost;
  if (!isPort(query.get('port') ?? undefined)) return 'must have as port a number from 1 to 65535';
  if (!['postgres', 'direct'].includes(query.get('sslnegotiation') ?? 'postgres'))
    return 'must have as sslnegotiation postgres or direct';
  const unreadable = certificateFiles.find((name) => query.has(name) && !isReadable(query.get(name)!));
  return unreadable ? `names under ${unreadable} a file that cannot be read` : null;
}

/** The URL as the driver shall read it, without what would outrank our own settings, and the operator's `options`. */
export function driverUrl(value: string): { connectionString: string; options: string } {
  const [address, text] = cutAt(value, '?');
  const query = new URLSearchParams(text);
  const options = query.get('options') ?? '';
  const mode = query.get('sslmode') ?? query.get('ssl');
  for (const name of [...ignored, 'options', 'ssl']) query.delete(name);
  // Said to the driver in the words that it keeps: it warns of the others, which it takes for this one (pg 8).
  if (mode !== null) query.set('sslmode', sslModes[mode] ?? mode);
  return { connectionString: query.size > 0 ? `${address}?${query.toString()}` : address, options };
}

function cutAt(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function isPort(text: string | undefined): boolean {
  if (text === undefined || text === '') return true;
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function isReadable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
