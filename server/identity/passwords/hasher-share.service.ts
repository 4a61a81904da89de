import type { PasswordsRepository } from '#server/identity/passwords/passwords.repository.ts';
import type { Hasher } from '#server/security/hashers.ts';

interface Dependencies {
  passwordHashes: Pick<PasswordsRepository, 'countByHasher'>;
  /** Draws a number from 0 up to 1 for a text, always the same one. */
  lotOf: (text: string) => number;
  /** The hasher of new hashes, which is also taken while there are no accounts to go by. */
  hasher: Hasher;
  /** False where this Node cannot check argon2id. */
  hasArgon2: boolean;
}

export type HasherShare = ReturnType<typeof createHasherShare>;

/**
 * Says which hasher works for a name without an account. Among such names both occur as often as among the accounts. So
 * the time of a refusal tells nothing, also while accounts move from one hasher to the other.
 */
export function createHasherShare({ passwordHashes, lotOf, hasher, hasArgon2 }: Dependencies) {
  const ofNewHashes = hasher === 'argon2id' ? 1 : 0;
  /** The part of the accounts whose hash is argon2id's. */
  let share = ofNewHashes;

  return {
    /** Counts the accounts anew; false when some have a hash that this Node cannot check. */
    async refresh(): Promise<boolean> {
      const { bcrypt, argon2id } = await passwordHashes.countByHasher();
      const all = bcrypt + argon2id;
      share = all === 0 ? ofNewHashes : argon2id / all;
      return hasArgon2 || argon2id === 0;
    },

    /** For an identifier in canonical form. While the share stays the same, so does the answer. */
    hasherOfNobody(account: string): Hasher {
      return hasArgon2 && lotOf(account) < share ? 'argon2id' : 'bcrypt';
    },
  };
}
