import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('security_event_counts')
    .addColumn('minute', 'timestamptz', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('security_event_counts_pkey', ['minute', 'event', 'code'])
    .addCheckConstraint('security_event_counts_count_check', sql`count > 0`)
    .addCheckConstraint('security_event_counts_names_check', sql`length(event) <= 50 and length(code) <= 50`)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('security_event_counts').execute();
}
