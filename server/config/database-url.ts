import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';

/** How the server reaches PostgreSQL: directly, or through a pooler that hands a connection on after each transaction. */
export const poolers = ['none', 'transaction', 'transaction-prepared'] as const;

export type DatabasePooler = (typeof poolers)[number];

/** The query parameters that the driver understands. It would take any other for a setting of its own. */
const known = new Set(
  'host port user password sslmode sslrootcert sslcert sslkey sslnegotiation ssl application_name options'.split(
    ' ',
  ),
);
/** Parameters of libpq that providers put into their URLs. With a single host they change nothing. */
const ignored = new Set(
  'connect_timeout channel_binding target_session_attrs gssencmode fallback_application_name keepalives'.split(
    ' ',
  ),
);

/** The six modes of libpq and the driver's own. `true`, `1`, `false` and `0` belong to the older `ssl`. */
const sslModes: Readonly<Record<string, false | TlsOptions>> = {
  disable: false,
  allow: {},
  prefer: {},
  require: {},
  'verify-ca': {},
  'verify-full': {},
  'no-verify': { rejectUnauthorized: false },
  true: {},
  1: {},
  false: false,
  0: false,
};

const severalHosts = 'names several hosts; the driver takes one';
const oneHost = 'must name one host and, after a colon, a port: host:5432 or [::1]:5432';

/** What the driver gives to Node's `tls.connect`; without more, the certificate and its host's name are verified. */
interface TlsOptions {
  readonly rejectUnauthorized?: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

const certificateFiles = { sslrootcert: 'ca', sslcert: 'cert', sslkey: 'key' } as const;

/** Why the driver would not understand a value as a PostgreSQL URL, or null. The reason quotes no part of the value. */
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

/** Checks what stands between `@` and `/`: nothing at all, or one host with or without a port. */
function hostProblem(host: string): string | null {
  if (host === '') return null;
  if (host.includes(',')) return severalHosts;
  const [, address, name, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^[\]:]+))(?::(\d*))?$/.exec(host) ?? [];
  const isHost =
    address === undefined ? name !== undefined && isHostName(decodeURIComponent(name)) : isIP(address) === 6;
  return isHost && isPort(port) ? null : oneHost;
}

/** A host's name, or a socket's folder. Anything else may be a password that was encoded together with its `@`. */
function isHostName(text: string): boolean {
  return text.startsWith('/') || /^[\p{L}\p{N}._-]+$/u.test(text);
}

/** Why a value is no Redis URL, or null. The reason quotes no part of the value. */
export function redisUrlProblem(value: string): string | null {
  const [, address] = /^rediss?:\/\/(.*)$/s.exec(value) ?? [];
  if (address === undefined) return 'must be a URL that begins with redis:// or rediss://';
  const parts = splitAuthority(address);
  if (!parts) return percentEncodingReason;
  if (!/^(\/\d*)?$/.test(parts.rest))
    return "must end with its host or a database's number: redis://host:6379/0";
  // The Redis driver takes no socket this way, and decodes no name.
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
  const unreadable = Object.keys(certificateFiles).find(
    (name) => query.has(name) && !isReadable(query.get(name)!),
  );
  return unreadable ? `names under ${unreadable} a file that cannot be read` : null;
}

/** The URL for the driver, without what would override our own settings, and the operator's `options`. */
export function driverUrl(value: string) {
  const [address, text] = cutAt(value, '?');
  const query = new URLSearchParams(text);
  const options = query.get('options') ?? '';
  const ssl = tlsOptions(query);
  const isDirectTls = query.get('sslnegotiation') === 'direct';
  const ours = ['options', 'ssl', 'sslmode', 'sslnegotiation', ...Object.keys(certificateFiles)];
  for (const name of [...ignored, ...ours]) query.delete(name);
  const connectionString = query.size > 0 ? `${address}?${query.toString()}` : address;
  return { connectionString, options, ssl, ...(isDirectTls && { sslnegotiation: 'direct' as const }) };
}

/** Reads the files once. The driver would read them at each connection, and throw where nobody catches it. */
function tlsOptions(query: URLSearchParams): false | TlsOptions {
  const mode = query.get('sslmode') ?? query.get('ssl');
  const files = Object.entries(certificateFiles).filter(([name]) => query.has(name));
  const isWanted = files.length > 0 || query.get('sslnegotiation') === 'direct';
  const ssl = mode === null ? isWanted && {} : sslModes[mode];
  if (!ssl) return false;
  const contents = files.map(([name, option]) => [option, readFileSync(query.get(name)!, 'utf8')]);
  return { ...ssl, ...Object.fromEntries(contents) };
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

/** Refuses a password with an unencoded sign that ends it early: the rest would be taken for a host. */
const percentEncodingReason =
  'has a sign in its user or password that must be written otherwise; percent-encode: @ → %40, / → %2F, # → %23, ? → %3F, : → %3A, [ → %5B, ] → %5D, space → %20, % → %25';

/** The parts of what follows `scheme://`. Null where a sign stands that should have been encoded. */
function splitAuthority(address: string): { host: string; rest: string } | null {
  if (!isEncoded(address)) return null;
  const end = address.search(/[/?]/);
  const authority = end === -1 ? address : address.slice(0, end);
  const rest = end === -1 ? '' : address.slice(end);
  const at = authority.indexOf('@');
  const credentials = at === -1 ? '' : authority.slice(0, at);
  const host = authority.slice(at + 1);
  // One colon separates user and password. An `@` further on was meant to end a password.
  if (/[[\]]|:.*:/.test(credentials) || host.includes('@') || rest.includes('@')) return null;
  return { host, rest };
}

/** `#` would begin a fragment, which no database URL has. White space and a bare `%` are never valid. */
function isEncoded(text: string): boolean {
  if (/[\s#\p{Cc}]/u.test(text)) return false;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
