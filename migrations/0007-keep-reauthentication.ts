import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Null where the sign-in itself is the last proof: sessions that an older build opens meanwhile are right as they are.
  await db.schema.alterTable('sessions').addColumn('reauthenticated_at', 'timestamptz').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sessions').dropColumn('reauthenticated_at').execute();
}
