import { defaultHashSettings, type HashSettings } from '#server/security/hashers.ts';

/** The mark of this server's bcrypt hashes: bcrypt over a keyed hash of the whole password. */
export const version = 'qp1';

/** A stored bcrypt hash, ours or another program's. */
export interface StoredBcrypt {
  readonly hasher: 'bcrypt';
  /** False for plain bcrypt, as other programs store it. */
  readonly isVersioned: boolean;
  /** bcrypt's own string, without our version. */
  readonly bcrypt: string;
  readonly salt: string;
  readonly cost: number;
}

/** A stored argon2id hash. */
export interface StoredArgon2id {
  readonly hasher: 'argon2id';
  readonly salt: Buffer;
  readonly tag: Buffer;
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
}

/** A stored hash that this server can check. */
export type StoredHash = StoredBcrypt | StoredArgon2id;

/** The lowest cost of bcrypt; below it the library throws. */
const leastCost = 4;
/** A second of work. A higher imported hash would hold a thread for minutes, with cost 31 for days. */
const greatestCost = 14;
/** The least memory of one lane (RFC 9106 §3.1), in KiB. */
const leastMemory = 8;
/** A hash with more memory than our own would break the bound on the memory of all threads. */
const greatestMemory = defaultHashSettings.memory;
/** Four times our own work, as for bcrypt. */
const greatestPasses = 8;

const bcryptShape = /^(qp1|)((\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{22})[./A-Za-z0-9]{31})$/;
/** The PHC string format; 16 bytes of salt and 32 of tag, in base64 without padding. */
const argon2idShape = /^\$argon2id\$v=19\$m=(\d{1,5}),t=(\d),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** Undefined for a string that is no such hash; no password matches it. */
export function readStoredHash(stored: string): StoredHash | undefined {
  return readBcrypt(stored) ?? readArgon2id(stored);
}

function readBcrypt(stored: string): StoredBcrypt | undefined {
  const [, mark, bcrypt = '', salt = '', digits] = bcryptShape.exec(stored) ?? [];
  const cost = Number(digits);
  if (mark === undefined || !(cost >= leastCost && cost <= greatestCost)) return undefined;
  return { hasher: 'bcrypt', isVersioned: mark === version, bcrypt, salt, cost };
}

function readArgon2id(stored: string): StoredArgon2id | undefined {
  const [, kibibytes, times, salt = '', tag = ''] = argon2idShape.exec(stored) ?? [];
  const memory = Number(kibibytes);
  const passes = Number(times);
  if (!(memory >= leastMemory && memory <= greatestMemory && passes >= 1 && passes <= greatestPasses))
    return undefined;
  return {
    hasher: 'argon2id',
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
    memory,
    passes,
  };
}

/** Stands for the hash of an account that no password opens, until a link sets one. Checking it costs as much as any. */
export const noPassword = '!';

/** How every hash of these settings begins. */
export function prefixOf({ hasher, cost, memory, passes }: HashSettings): string {
  return hasher === 'bcrypt'
    ? `${version}$2b$${String(cost).padStart(2, '0')}$`
    : `$argon2id$v=19$m=${memory},t=${passes},p=1$`;
}

/** A well-formed hash of the given settings that no password matches. */
export function hashOfNobody(settings: HashSettings): string {
  const body = settings.hasher === 'bcrypt' ? '.'.repeat(22 + 31) : `${'A'.repeat(22)}$${'A'.repeat(43)}`;
  return prefixOf(settings) + body;
}
