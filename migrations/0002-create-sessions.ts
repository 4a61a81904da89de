import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('id', 'uuid', (column) => column.notNull())
    .addColumn('generation', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('refresh_token_hash', 'bytea', (column) => column.notNull())
    .addColumn('previous_token_hash', 'bytea')
    .addColumn('rotated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('remember_me', 'boolean', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .addColumn('last_seen_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('ip_address', 'varchar(45)')
    .addColumn('device_info', 'varchar(500)')
    .addColumn('revoked_at', 'timestamptz')
    .addColumn('revoked_reason', 'text')
    // The user first, so that the table can be sharded by user one day.
    .addPrimaryKeyConstraint('sessions_pkey', ['user_id', 'id'])
    .addCheckConstraint('sessions_generation_check', sql`generation >= 0`)
    .addCheckConstraint('sessions_refresh_token_hash_check', sql`octet_length(refresh_token_hash) = 32`)
    .addCheckConstraint('sessions_previous_token_hash_check', sql`octet_length(previous_token_hash) = 32`)
    .addCheckConstraint('sessions_channel_check', sql`channel in ('cookie', 'bearer')`)
    .addCheckConstraint('sessions_revoked_check', sql`(revoked_at is null) = (revoked_reason is null)`)
    // A rotation touches no indexed column; free space on its page keeps it there (heap-only tuples).
    .modifyEnd(sql`with (fillfactor = 80)`)
    .execute();
  await db.schema.createIndex('sessions_expires_at_idx').on('sessions').column('expires_at').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('sessions').execute();
}
