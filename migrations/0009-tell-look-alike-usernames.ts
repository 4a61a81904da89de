import { sql, type Kysely } from 'kysely';

// Names that a reader cannot tell apart have one skeleton (UTS #39 §4, for Latin and Cyrillic, in either case): each
// letter of the first text stands as the one below it, `rn` as `m`; what is not seen, and `._-`, go. Stored, so that
// another version of this needs a migration. `server/security/username-skeleton.ts` says the same.
const look =
  'авгезбьікӏмнопрстухшѕјһћәөѳүԁԍԑԛԝѡѵӡєi01ıɩǀɑɡȷʋɣɪʏʟɴʀʙʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱꜰƅƨƽȝʒǝƿĸȣҽẝƍỿđɖғұѣҍƚӌӊ\u0326\u030c\u0311';
const alike =
  'abre36blklmhonpctyxɯsjhħəɵɵydgɛqwwv3ɛlollllagjvylylnrbhacdejkmoptuvwzsfb2533əpk8efgyððɍɏƀƀɨҷӈ\u0327\u0306\u0302';
const unseen = String.raw`[._\u002d\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]`;
const usernameSkeleton = sql`
  create function username_skeleton(username text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(replace(replace(replace(
      translate(
        regexp_replace(lower(normalize(username, NFKD) collate "und-x-icu"), ${sql.lit(unseen)}, '', 'g'),
        ${sql.lit(look)}, ${sql.lit(alike)}),
      U&'l\\0307', 'l'), 'æ', 'ae'), 'ӕ', 'ae'), 'œ', 'oe'), 'ы', 'bl'), 'rn', 'm')`;

// Whoever writes a username, an older server and a hand in psql too. One that another has left is passed over at an
// insert, as a taken one is by those who look for a free one; at a change it is refused.
const giveSkeleton = sql`
  create function give_username_skeleton() returns trigger language plpgsql as $$
  begin
    new.username_skeleton := nullif(username_skeleton(new.username), '');
    if exists (select from former_usernames where skeleton = new.username_skeleton
      and user_id <> new.id and kept_until > now()) then
      if tg_op = 'INSERT' then return null; end if;
      raise unique_violation using message = 'the username is reserved', constraint = 'users_username_skeleton_key';
    end if;
    return new;
  end $$`;

// After the unique index has made this wait for whoever was leaving the name: only now is their row seen.
const keepFormer = sql`
  create function keep_former_username() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and old.username_skeleton is distinct from new.username_skeleton then
      insert into former_usernames (skeleton, user_id, kept_until)
        select old.username_skeleton, old.id, now() + interval '30 days' where old.username_skeleton is not null
        on conflict (skeleton) do update set user_id = excluded.user_id, kept_until = excluded.kept_until;
    end if;
    delete from former_usernames
      where skeleton = new.username_skeleton and (user_id = new.id or kept_until <= now());
    if exists (select from former_usernames where skeleton = new.username_skeleton and user_id <> new.id) then
      raise unique_violation using message = 'the username is reserved', constraint = 'users_username_skeleton_key';
    end if;
    return null;
  end $$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await usernameSkeleton.execute(db);
  await db.schema
    .createTable('former_usernames')
    .addColumn('skeleton', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('kept_until', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('former_usernames_user_id_idx')
    .on('former_usernames')
    .column('user_id')
    .execute();
  await db.schema
    .createIndex('former_usernames_kept_until_idx')
    .on('former_usernames')
    .column('kept_until')
    .execute();
  await giveSkeleton.execute(db);
  await keepFormer.execute(db);
  await db.schema.alterTable('users').addColumn('username_skeleton', 'text').execute();
  await giveExistingRows(db);
  await db.schema
    .createIndex('users_username_skeleton_key')
    .on('users')
    .column('username_skeleton')
    .unique()
    .execute();
  await createTriggers(db);
}

/** The oldest of those that look alike has the skeleton, the others none. Nobody's profile has changed by it. */
async function giveExistingRows(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users disable trigger users_updated_at`.execute(db);
  await sql`update users set username_skeleton = given.skeleton from (
    select distinct on (skeleton) id, skeleton
      from (select id, created_at, nullif(username_skeleton(username), '') as skeleton from users) as named
      where skeleton is not null order by skeleton, created_at, id) as given
    where users.id = given.id`.execute(db);
  await sql`alter table users enable trigger users_updated_at`.execute(db);
}

async function createTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger users_new_username before insert on users for each row
    execute function give_username_skeleton()`.execute(db);
  await sql`create trigger users_other_username before update of username on users for each row
    when (old.username is distinct from new.username) execute function give_username_skeleton()`.execute(db);
  await sql`create trigger users_former_username after insert or update of username on users for each row
    execute function keep_former_username()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger users_new_username on users`.execute(db);
  await sql`drop trigger users_other_username on users`.execute(db);
  await sql`drop trigger users_former_username on users`.execute(db);
  await db.schema.alterTable('users').dropColumn('username_skeleton').execute();
  await db.schema.dropTable('former_usernames').execute();
  await sql`drop function keep_former_username(), give_username_skeleton(), username_skeleton(text)`.execute(
    db,
  );
}
