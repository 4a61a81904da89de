import { sql, type Kysely } from 'kysely';

// Whoever disables an account, an operator in psql too, ends its sessions with it, and enabling revives none. Their
// rows are locked in the order of their ids, as everybody locks them, so that nobody waits in a circle.
const endSessions = sql`
  create function end_sessions_of_disabled() returns trigger language plpgsql as $$
  begin
    perform 1 from sessions where user_id = new.id and revoked_at is null order by id for update;
    update sessions set revoked_at = now(),
      revoked_reason = case when new.deleted_at is null then 'account-disabled' else 'account-deleted' end
      where user_id = new.id and revoked_at is null;
    return null;
  end $$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await endSessions.execute(db);
  await sql`create trigger users_disabled after update of is_active on users for each row
    when (old.is_active and not new.is_active) execute function end_sessions_of_disabled()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger users_disabled on users`.execute(db);
  await sql`drop function end_sessions_of_disabled()`.execute(db);
}
