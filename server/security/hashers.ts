/** What can hash a password. `PASSWORD_HASHER` names one for new hashes; both are always checked. */
export const hashers = ['bcrypt', 'argon2id'] as const;
export type Hasher = (typeof hashers)[number];

/** How new hashes are made, and what a check of either kind costs at least. */
export interface HashSettings {
  readonly hasher: Hasher;
  /** bcrypt's cost: each step doubles the work. */
  readonly cost: number;
  /** argon2id's memory, in KiB. */
  readonly memory: number;
  /** How often argon2id goes over its memory. */
  readonly passes: number;
}

/**
 * OWASP asks for a bcrypt cost of at least 10. A hash of 12 takes a quarter of a second, which slows down a guesser only.
 *
 * 19 MiB and two passes are the first choice of the OWASP Password Storage Cheat Sheet for argon2id.
 */
export const defaultHashSettings: HashSettings = { hasher: 'bcrypt', cost: 12, memory: 19_456, passes: 2 };
