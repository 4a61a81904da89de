import { sql, type Kysely } from 'kysely';

// A search compares canonical forms. Stored, none of them is made while rows are read, and indexes hold all that a
// list asks. Adding them writes the table anew, and nobody signs in meanwhile.
const columns = [
  sql`add column canonical_email text generated always as (canonical_identifier(email)) stored`,
  sql`add column canonical_username text generated always as (canonical_identifier(username)) stored`,
  sql`add column canonical_full_name text generated always as (canonical_identifier(full_name)) stored`,
  sql`add column canonical_second_name text generated always as (after_first_word(full_name)) stored`,
];

const stored = ['canonical_email', 'canonical_username', 'canonical_full_name', 'canonical_second_name'];

// Before a row is written, its generated columns are null. A condition of a trigger may not see them, so it moves
// into the function. What is taken away is no profile, as before.
const touchUser = sql`
  create function touch_user() returns trigger language plpgsql as $$
  declare
    aside constant text[] := ${sql.lit(`{last_login_at,hashed_password,${stored.join()}}`)};
  begin
    if to_jsonb(old) - aside is distinct from to_jsonb(new) - aside then
      new.updated_at := now();
    end if;
    return new;
  end $$`;

const byTouch = sql`create or replace trigger users_updated_at before update on users for each row
  execute function touch_user()`;

const byCondition = sql`create or replace trigger users_updated_at before update on users for each row
  when ((to_jsonb(old) - '{last_login_at,hashed_password}'::text[]) is distinct from
    (to_jsonb(new) - '{last_login_at,hashed_password}'::text[])) execute function set_updated_at()`;

const places = {
  users_email_prefix_idx: 'canonical_email',
  users_username_prefix_idx: 'canonical_username',
  users_full_name_prefix_idx: 'canonical_full_name',
  users_second_name_prefix_idx: 'canonical_second_name',
};

const expressions = {
  users_email_prefix_idx: 'canonical_identifier(email)',
  users_username_prefix_idx: 'canonical_identifier(username)',
  users_full_name_prefix_idx: 'canonical_identifier(full_name)',
  users_second_name_prefix_idx: 'after_first_word(full_name)',
};

const dropIndexes = sql`drop index ${sql.raw(Object.keys(places).join())}`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await touchUser.execute(db);
  await byTouch.execute(db);
  await dropIndexes.execute(db);
  await sql`alter table users ${sql.join(columns)}`.execute(db);
  // Bytes in order, so that a range of the index is a prefix; with all that filters and the newest first ask.
  for (const [index, column] of Object.entries(places))
    await sql`create index ${sql.ref(index)} on users (${sql.ref(column)} collate "C")
      include (created_at, id, role, is_active) where deleted_at is null and ${sql.ref(column)} is not null`.execute(
      db,
    );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropIndexes.execute(db);
  await sql`alter table users ${sql.join(stored.map((column) => sql`drop column ${sql.ref(column)}`))}`.execute(db);
  for (const [index, expression] of Object.entries(expressions))
    await sql`create index ${sql.ref(index)} on users ((${sql.raw(expression)} collate "C"))`.execute(db);
  await byCondition.execute(db);
  await sql`drop function touch_user()`.execute(db);
}
