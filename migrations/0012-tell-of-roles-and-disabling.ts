import { sql, type Kysely } from 'kysely';

// Whoever makes an administrator, changes a role, disables or enables an account, an operator in psql too, is told of
// in the audit table. The server says whose act it is by the setting quantpulse.request_id, for its transaction alone;
// otherwise the database's account stands there. A deletion is told by the server, which knows the session it came
// from. The id is of version 7, as the server makes them, so that events stay in order.
const tellChange = sql`
  create function tell_account_change() returns trigger language plpgsql as $$
  declare
    told record;
  begin
    for told in
      select 'role-changed' as event, jsonb_strip_nulls(jsonb_build_object('from', old.role, 'to', new.role)) as details
        where new.role is distinct from old.role
      union all
      select case when new.is_active then 'account-enabled' else 'account-disabled' end, '{}'
        where new.is_active <> old.is_active and (new.is_active or new.deleted_at is null)
    loop
      insert into audit_events (id, event, user_id, request_id, details) values (
        encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
        told.event, new.id,
        coalesce(nullif(current_setting('quantpulse.request_id', true), ''), left('database: ' || session_user, 64)),
        told.details);
    end loop;
    return null;
  end $$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await tellChange.execute(db);
  await sql`create trigger users_made_admin after insert on users for each row
    when (new.role = 'admin') execute function tell_account_change()`.execute(db);
  await sql`create trigger users_changed after update of role, is_active on users for each row
    when (old.role <> new.role or old.is_active <> new.is_active)
    execute function tell_account_change()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger users_changed on users`.execute(db);
  await sql`drop trigger users_made_admin on users`.execute(db);
  await sql`drop function tell_account_change()`.execute(db);
}
