import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';

export type PasswordsRepository = ReturnType<typeof createPasswordsRepository>;

export function createPasswordsRepository(db: Database) {
  return {
    /** How many accounts have a hash of each hasher. What is no hash counts for neither. Reads the whole table. */
    async countByHasher(): Promise<{ bcrypt: number; argon2id: number }> {
      return db
        .selectFrom('users')
        .select([
          sql<number>`count(*) filter (where hashed_password ~ '^(qp1)?[$]2')::int`.as('bcrypt'),
          sql<number>`count(*) filter (where starts_with(hashed_password, '$argon2id$'))::int`.as('argon2id'),
        ])
        .executeTakeFirstOrThrow();
    },
  };
}
