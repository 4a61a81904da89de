import { sql, type Kysely } from 'kysely';

// A sign-in writes when it was, and sometimes a newer form of the same password's hash; neither is the profile. By
// taking away and not by naming, so that a column that comes later counts until somebody says otherwise.
const profileChanged = sql`
  (to_jsonb(old) - '{last_login_at,hashed_password}'::text[]) is distinct from
  (to_jsonb(new) - '{last_login_at,hashed_password}'::text[])`;

const anyChanged = sql`old.* is distinct from new.*`;

/** Replaced, not dropped and made: no statement in between runs without it, and readers are not held up. */
function replaceTrigger(condition: typeof anyChanged) {
  return sql`create or replace trigger users_updated_at before update on users for each row
    when (${condition}) execute function set_updated_at()`;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await replaceTrigger(profileChanged).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceTrigger(anyChanged).execute(db);
}
