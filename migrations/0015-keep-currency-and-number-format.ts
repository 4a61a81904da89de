import { sql, type Kysely } from 'kysely';

// The server knows which currencies there are; the database holds only their shape, so that a new one needs no migration.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('users')
    .addColumn('base_currency', 'text', (column) => column.notNull().defaultTo('USD'))
    .addColumn('number_format', 'text', (column) => column.notNull().defaultTo('auto'))
    .execute();
  await sql`alter table users
    add constraint users_base_currency_check check (base_currency ~ '^[A-Z]{3}$'),
    add constraint users_number_format_check check (number_format in
      ('auto', 'space-comma', 'comma-point', 'point-comma', 'space-point', 'apostrophe-point'))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').dropColumn('number_format').dropColumn('base_currency').execute();
}
