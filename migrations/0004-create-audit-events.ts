import { sql, type Kysely } from 'kysely';

/**
 * Rows are written once, and go only past the shortest retention: no bug rewrites what happened lately. (A role that
 * owns the table could drop the trigger; give the server one that does not.)
 */
const appendOnly = sql`
  create function refuse_audit_change() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' and old.occurred_at < now() - interval '90 days' then
      return old;
    end if;
    raise exception 'audit_events is append-only' using errcode = 'insufficient_privilege';
  end $$`;

const appendOnlyRows = sql`
  create trigger audit_events_append_only before update or delete on audit_events
    for each row execute function refuse_audit_change()`;

const appendOnlyTable = sql`
  create trigger audit_events_no_truncate before truncate on audit_events
    for each statement execute function refuse_audit_change()`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_events')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('occurred_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('event', 'text', (column) => column.notNull())
    // No foreign keys: what happened outlives whom it happened to.
    .addColumn('user_id', 'uuid')
    .addColumn('actor_id', 'uuid')
    .addColumn('session_id', 'uuid')
    .addColumn('ip_address', 'varchar(45)')
    .addColumn('device_info', 'varchar(500)')
    .addColumn('request_id', 'varchar(64)', (column) => column.notNull())
    .addColumn('details', 'jsonb', (column) => column.notNull().defaultTo(sql`'{}'`))
    .execute();
  await db.schema
    .createIndex('audit_events_user_id_idx')
    .on('audit_events')
    .columns(['user_id', 'occurred_at desc', 'id desc'])
    .execute();
  await db.schema
    .createIndex('audit_events_occurred_at_idx')
    .on('audit_events')
    .using('brin')
    .column('occurred_at')
    .execute();
  await appendOnly.execute(db);
  await appendOnlyRows.execute(db);
  await appendOnlyTable.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('audit_events').execute();
  await sql`drop function refuse_audit_change()`.execute(db);
}
