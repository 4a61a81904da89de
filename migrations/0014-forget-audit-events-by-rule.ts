import { sql, type Kysely } from 'kysely';

// A server without DELETE on the audit table sweeps it through this: it runs with its owner's rights, and so looks
// nothing up outside the schemas named here (PostgreSQL, CREATE FUNCTION, "Writing SECURITY DEFINER Functions Safely").
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  const table = sql.id(rows[0]?.schema ?? 'public', 'audit_events');
  await sql`
    create function forget_audit_events(older_than_days integer, at_most integer) returns integer
      language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
      forgotten integer;
    begin
      if (older_than_days >= 90) is not true then
        raise exception 'audit_events is append-only' using errcode = 'insufficient_privilege';
      end if;
      delete from ${table} where ctid = any(array(
        select ctid from ${table} where occurred_at < now() - make_interval(days => older_than_days)
        order by occurred_at limit greatest(at_most, 0) for update skip locked));
      get diagnostics forgotten = row_count;
      return forgotten;
    end $$`.execute(db);
  await sql`revoke all on function forget_audit_events(integer, integer) from public`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function forget_audit_events(integer, integer)`.execute(db);
}
