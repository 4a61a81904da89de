import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('permissions')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('permission', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('permissions_pkey', ['role', 'permission'])
    .addCheckConstraint('permissions_role_check', sql`role in ('user', 'admin')`)
    .execute();
  await sql`
    insert into permissions (role, permission)
    values ('admin', 'users:read'), ('admin', 'users:write'), ('admin', 'audit:read')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('permissions').execute();
}
