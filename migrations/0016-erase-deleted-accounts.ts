import { sql, type Kysely } from 'kysely';

// The sweep asks for the oldest deletion. Accounts deleted before this promise was made get the whole time.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index users_deleted_at_idx on users (deleted_at) where deleted_at is not null`.execute(db);
  await sql`update users set deleted_at = now() where deleted_at is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index users_deleted_at_idx`.execute(db);
}
