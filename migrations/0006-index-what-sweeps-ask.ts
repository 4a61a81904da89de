import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('known_devices_last_used_at_idx')
    .on('known_devices')
    .column('last_used_at')
    .execute();
  // The few who must not all leave are counted without reading everybody.
  await sql`create index users_admins_idx on users (id) where role = 'admin'`.execute(db);
  // The oldest first, in order, which a BRIN cannot give: a sweep stops at its batch without reading the table.
  await db.schema.dropIndex('audit_events_occurred_at_idx').execute();
  await db.schema
    .createIndex('audit_events_occurred_at_idx')
    .on('audit_events')
    .column('occurred_at')
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('audit_events_occurred_at_idx').execute();
  await db.schema
    .createIndex('audit_events_occurred_at_idx')
    .on('audit_events')
    .using('brin')
    .column('occurred_at')
    .execute();
  await sql`drop index users_admins_idx`.execute(db);
  await db.schema.dropIndex('known_devices_last_used_at_idx').execute();
}
