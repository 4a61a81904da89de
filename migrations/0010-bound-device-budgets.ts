import { sql, type Kysely } from 'kysely';

// Whoever disables an account, an operator in psql too, ends its sessions and forgets its devices with it. The
// sessions are locked in the order of their ids, as everybody locks them, so that nobody waits in a circle.
const endSessionsAndDevices = sql`
  create or replace function end_sessions_of_disabled() returns trigger language plpgsql as $$
  begin
    perform 1 from sessions where user_id = new.id and revoked_at is null order by id for update;
    update sessions set revoked_at = now(),
      revoked_reason = case when new.deleted_at is null then 'account-disabled' else 'account-deleted' end
      where user_id = new.id and revoked_at is null;
    delete from known_devices where user_id = new.id;
    return null;
  end $$`;

const endSessions = sql`
  create or replace function end_sessions_of_disabled() returns trigger language plpgsql as $$
  begin
    perform 1 from sessions where user_id = new.id and revoked_at is null order by id for update;
    update sessions set revoked_at = now(),
      revoked_reason = case when new.deleted_at is null then 'account-disabled' else 'account-deleted' end
      where user_id = new.id and revoked_at is null;
    return null;
  end $$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  // Whose device a counter belongs to: those that run are counted. Null everywhere else, so the index stays small.
  await db.schema
    .alterTable('limit_counters')
    .addColumn('device_owner', 'uuid')
    .addColumn('device_hash', 'bytea')
    .execute();
  await sql`create index limit_counters_device_owner_idx on limit_counters (device_owner)
    where device_owner is not null`.execute(db);
  await endSessionsAndDevices.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await endSessions.execute(db);
  await db.schema.dropIndex('limit_counters_device_owner_idx').execute();
  await db.schema.alterTable('limit_counters').dropColumn('device_owner').dropColumn('device_hash').execute();
}
