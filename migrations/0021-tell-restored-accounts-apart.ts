import { sql, type Kysely } from 'kysely';

/** What changed of an account; the server itself tells of a deletion, and of its undoing. */
function tellChange(isRestoringTold: boolean) {
  const enabled = sql.raw(isRestoringTold ? 'new.is_active and old.deleted_at is null' : 'new.is_active');
  return sql`
  create or replace function tell_account_change() returns trigger language plpgsql as $$
  declare
    told record;
  begin
    for told in
      select 'role-changed' as event, jsonb_strip_nulls(jsonb_build_object('from', old.role, 'to', new.role)) as details
        where new.role is distinct from old.role
      union all
      select case when new.is_active then 'account-enabled' else 'account-disabled' end, '{}'
        where new.is_active <> old.is_active and ((${enabled}) or (not new.is_active and new.deleted_at is null))
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
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await tellChange(true).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await tellChange(false).execute(db);
}
