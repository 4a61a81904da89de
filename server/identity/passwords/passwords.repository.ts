import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';

/** Rows enough for a share that is right to half a hundredth, and few enough to be read each minute. */
const sampledRows = 100_000;

export type PasswordsRepository = ReturnType<typeof createPasswordsRepository>;

export function createPasswordsRepository(db: Database) {
  return {
    /**
     * Counts accounts by their hasher: all of them, or in a larger table a sample. What is no hash counts for neither.
     * The same blocks are read each time, so that chance does not change the share.
     */
    async countByHasher(): Promise<{ bcrypt: number; argon2id: number }> {
      const percent = sql`(select least(100, 100.0 * ${sql.lit(sampledRows)} / greatest(reltuples, 1))
        from pg_class where oid = 'users'::regclass)`;
      const { rows } = await sql<{ bcrypt: number; argon2id: number }>`
        select count(*) filter (where hashed_password like 'qp1$2%' or hashed_password like '$2%')::int as bcrypt,
          count(*) filter (where hashed_password like '$argon2id$%')::int as argon2id
        from users tablesample system (${percent}) repeatable (0)`.execute(db);
      return rows[0] ?? { bcrypt: 0, argon2id: 0 };
    },
  };
}
