import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('limit_counters')
    // An HMAC of what is counted: what a person typed into the wrong field never stands here in clear.
    .addColumn('key', 'bytea', (column) => column.primaryKey())
    .addColumn('used', 'integer', (column) => column.notNull())
    .addColumn('resets_at', 'timestamptz', (column) => column.notNull())
    .addColumn('is_hit_told', 'boolean', (column) => column.notNull().defaultTo(false))
    .addCheckConstraint('limit_counters_used_check', sql`used >= 0`)
    // A count touches no indexed column; free space keeps it on its page.
    .modifyEnd(sql`with (fillfactor = 80)`)
    .execute();
  await db.schema
    .createIndex('limit_counters_resets_at_idx')
    .on('limit_counters')
    .column('resets_at')
    .execute();
  await db.schema
    .createTable('known_devices')
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('token_hash', 'bytea', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('last_used_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('known_devices_pkey', ['user_id', 'token_hash'])
    .addCheckConstraint('known_devices_token_hash_check', sql`octet_length(token_hash) = 32`)
    .execute();
  await db.schema
    .alterTable('sessions')
    .addColumn('rotations', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('rotations_reset_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  // What a sweep asks for: the moment a session ended. `least` passes over the null of one that was never revoked.
  await sql`create index sessions_end_idx on sessions (least(expires_at, revoked_at))`.execute(db);
  await db.schema.dropIndex('sessions_expires_at_idx').execute();
  await db.schema.alterTable('users').addColumn('deleted_at', 'timestamptz').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').dropColumn('deleted_at').execute();
  await db.schema.createIndex('sessions_expires_at_idx').on('sessions').column('expires_at').execute();
  await db.schema.dropIndex('sessions_end_idx').execute();
  await db.schema.alterTable('sessions').dropColumn('rotations').dropColumn('rotations_reset_at').execute();
  await db.schema.dropTable('known_devices').execute();
  await db.schema.dropTable('limit_counters').execute();
}
