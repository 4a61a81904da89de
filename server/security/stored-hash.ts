/** The mark of this server's hashes: bcrypt over a keyed hash of the whole password. */
export const version = 'qp1';

/** A stored hash that this server can check. */
export interface StoredHash {
  /** False for plain bcrypt, as other programs store it. */
  readonly isVersioned: boolean;
  /** bcrypt's own string, without our version. */
  readonly bcrypt: string;
  readonly salt: string;
  readonly cost: number;
}

/** The lowest cost of bcrypt; below it the library throws. */
const leastCost = 4;
/** A second of work. A higher imported hash would hold a thread for minutes, with cost 31 for days. */
const greatestCost = 14;

const shape = /^(qp1|)((\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{22})[./A-Za-z0-9]{31})$/;

/** Undefined for a string that is no such hash; no password matches it. */
export function readStoredHash(stored: string): StoredHash | undefined {
  const [, mark, bcrypt = '', salt = '', digits] = shape.exec(stored) ?? [];
  const cost = Number(digits);
  if (mark === undefined || !(cost >= leastCost && cost <= greatestCost)) return undefined;
  return { isVersioned: mark === version, bcrypt, salt, cost };
}

/** A well-formed hash of the given cost that no password matches. */
export function hashOfNobody(cost: number): string {
  return `${version}$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(22)}${'.'.repeat(31)}`;
}
