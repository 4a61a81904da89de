import { sql, type Kysely } from 'kysely';

/** By what else a list is sorted that an e-mail or a username is searched in. */
const others = { email: 'canonical_username', username: 'canonical_email' };

async function makeIndexes(db: Kysely<unknown>, included: (other: string) => string): Promise<void> {
  for (const [place, other] of Object.entries(others)) {
    const [index, column] = [sql.ref(`users_${place}_prefix_idx`), sql.ref(`canonical_${place}`)];
    await sql`drop index ${index}`.execute(db);
    await sql`create index ${index} on users (${column} collate "C") include (${sql.raw(included(other))})
      where deleted_at is null and ${column} is not null`.execute(db);
  }
}

// Of a common beginning ten thousand rows are put in order. Their index holds by what, so the table is not read.
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeIndexes(db, (other) => `created_at, id, role, is_active, ${other}`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await makeIndexes(db, () => 'created_at, id, role, is_active');
}
