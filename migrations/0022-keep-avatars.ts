import { sql, type Kysely } from 'kysely';

// The picture stands in a table of its own, because the row of a user is read with every request.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('avatars')
    .addColumn('user_id', 'uuid', (column) => column.primaryKey().references('users.id').onDelete('cascade'))
    // Random, and new for each picture: an address tells nothing of its owner, and its answer never changes.
    .addColumn('id', 'uuid', (column) => column.notNull())
    .addColumn('image', 'bytea', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addUniqueConstraint('avatars_id_key', ['id'])
    .addCheckConstraint('avatars_image_check', sql`octet_length(image) between 1 and 40960`)
    .execute();
  // WebP is compressed already.
  await sql`alter table avatars alter column image set storage external`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('avatars').execute();
}
