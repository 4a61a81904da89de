import { sql, type Kysely } from 'kysely';

// As before, and beside the request it says who asked for the change, where the server knows: an administrator. Each
// setting holds for one transaction. The undoing of a deletion is told by the server, as the deletion is.
const settingOf = (name: string) => sql.raw(`nullif(current_setting('quantpulse.${name}', true), '')`);
const tellWhoChanged = sql`
  create or replace function tell_account_change() returns trigger language plpgsql as $$
  declare
    told record;
  begin
    for told in
      select 'role-changed' as event, jsonb_strip_nulls(jsonb_build_object('from', old.role, 'to', new.role)) as details
        where new.role is distinct from old.role
      union all
      select case when new.is_active then 'account-enabled' else 'account-disabled' end, '{}'
        where new.is_active <> old.is_active and new.deleted_at is null and old.deleted_at is null
    loop
      insert into audit_events (id, event, user_id, request_id, details, actor_id, session_id, ip_address, device_info)
      values (
        encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
        told.event, new.id,
        coalesce(${settingOf('request_id')}, left('database: ' || session_user, 64)),
        told.details,
        ${settingOf('actor_id')}::uuid, ${settingOf('session_id')}::uuid,
        ${settingOf('ip_address')}, ${settingOf('device_info')});
    end loop;
    return null;
  end $$`;

const tellChange = sql`
  create or replace function tell_account_change() returns trigger language plpgsql as $$
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

// A name is found by the beginning of its first word, or of what comes after it. Bytes in order, so that a range of
// the index is a prefix. They hold nulls too: of a partial index on an expression the planner knows no values.
const afterFirstWord = sql`
  create function after_first_word(name text) returns text
    language sql immutable strict parallel safe
    return nullif(regexp_replace(canonical_identifier(name), '^\\S+\\s*', ''), '')`;

// Accounts that are not deleted, in the orders of the list. What the list filters by lies in the first one, so that
// counting reads the index alone.
const userIndexes = [
  sql`create index users_listed_idx on users (created_at, id) include (role, is_active) where deleted_at is null`,
  sql`create index users_listed_disabled_idx on users (created_at, id) where deleted_at is null and not is_active`,
  sql`create index users_email_prefix_idx on users ((canonical_identifier(email) collate "C"))`,
  sql`create index users_username_prefix_idx on users ((canonical_identifier(username) collate "C"))`,
  sql`create index users_full_name_prefix_idx on users ((canonical_identifier(full_name) collate "C"))`,
  sql`create index users_second_name_prefix_idx on users ((after_first_word(full_name) collate "C"))`,
];

const auditIndexes = [
  sql`create index audit_events_newest_idx on audit_events (occurred_at, id)`,
  sql`create index audit_events_event_idx on audit_events (event, occurred_at, id)`,
  sql`create index audit_events_ip_address_idx on audit_events (ip_address, occurred_at, id)
    where ip_address is not null`,
  sql`drop index audit_events_occurred_at_idx`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  await tellWhoChanged.execute(db);
  await sql`insert into permissions (role, permission)
    values ('admin', 'mails:read'), ('admin', 'mails:write')`.execute(db);
  await afterFirstWord.execute(db);
  for (const statement of [...userIndexes, ...auditIndexes]) await statement.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_events_occurred_at_idx on audit_events (occurred_at)`.execute(db);
  await sql`drop index audit_events_newest_idx, audit_events_event_idx, audit_events_ip_address_idx`.execute(db);
  await sql`drop index users_listed_idx, users_listed_disabled_idx, users_email_prefix_idx,
    users_username_prefix_idx, users_full_name_prefix_idx, users_second_name_prefix_idx`.execute(db);
  await sql`drop function after_first_word(text)`.execute(db);
  await sql`delete from permissions where permission in ('mails:read', 'mails:write')`.execute(db);
  await tellChange.execute(db);
}
