import { sql, type Kysely } from 'kysely';

// ICU by name, because `lower()` of a cluster made under LANG=C leaves Cyrillic as it is. The body is
// parsed once at creation, so no search_path of a caller can change its meaning.
const canonicalIdentifier = sql`
  create function canonical_identifier(identifier text) returns text
    language sql immutable strict parallel safe
    return lower(normalize(identifier, NFKC) collate "und-x-icu")`;

const setUpdatedAt = sql`
  create function set_updated_at() returns trigger language plpgsql as $$
  begin
    new.updated_at := now();
    return new;
  end $$`;

const usersUpdatedAt = sql`
  create trigger users_updated_at before update on users for each row
    when (old.* is distinct from new.*) execute function set_updated_at()`;

// One `@`, a dot in the domain; no white space, control or line separator anywhere.
const emailShape = sql`email ~ '^[^\\u0001-\\u0020\\u007f-\\u00a0\\u2028\\u2029@]+@[^\\u0001-\\u0020\\u007f-\\u00a0\\u2028\\u2029@]+\\.[^\\u0001-\\u0020\\u007f-\\u00a0\\u2028\\u2029@.]+$'`;

// Without `@`, so that no username can stand for somebody's e-mail at sign-in.
const usernameShape = sql`username ~ '^[^\\u0001-\\u0020\\u007f-\\u00a0\\u2028\\u2029@]+$'`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await canonicalIdentifier.execute(db);
  await setUpdatedAt.execute(db);
  await db.schema
    .createTable('users')
    .addColumn('id', 'uuid', (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn('email', 'varchar(255)', (column) => column.notNull())
    .addColumn('username', 'varchar(100)', (column) => column.notNull())
    .addColumn('hashed_password', 'text', (column) => column.notNull())
    .addColumn('full_name', 'varchar(255)')
    .addColumn('role', 'text', (column) => column.notNull().defaultTo('user'))
    .addColumn('is_active', 'boolean', (column) => column.notNull().defaultTo(true))
    .addColumn('max_chats', 'integer', (column) => column.notNull().defaultTo(10))
    .addColumn('oauth_provider', 'text')
    .addColumn('oauth_provider_id', 'text')
    .addColumn('telegram_chat_id', 'bigint')
    .addColumn('avatar_url', 'text')
    .addColumn('locale', 'text', (column) => column.notNull().defaultTo('en'))
    .addColumn('theme', 'text', (column) => column.notNull().defaultTo('dark'))
    .addColumn('time_zone', 'text', (column) => column.notNull().defaultTo('UTC'))
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('email_verified_at', 'timestamptz')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('last_login_at', 'timestamptz')
    .addCheckConstraint('users_email_check', emailShape)
    .addCheckConstraint('users_username_check', usernameShape)
    .addCheckConstraint('users_role_check', sql`role in ('user', 'admin')`)
    .addCheckConstraint('users_max_chats_check', sql`max_chats >= 0`)
    .addCheckConstraint('users_locale_check', sql`locale in ('en', 'ru')`)
    .addCheckConstraint('users_theme_check', sql`theme in ('dark', 'light', 'system')`)
    .addCheckConstraint('users_version_check', sql`version >= 1`)
    .addCheckConstraint('users_oauth_check', sql`(oauth_provider is null) = (oauth_provider_id is null)`)
    .addUniqueConstraint('users_oauth_key', ['oauth_provider', 'oauth_provider_id'])
    .execute();
  await sql`create unique index users_email_key on users (canonical_identifier(email))`.execute(db);
  await sql`create unique index users_username_key on users (canonical_identifier(username))`.execute(db);
  await usersUpdatedAt.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('users').execute();
  await sql`drop function set_updated_at(), canonical_identifier(text)`.execute(db);
}
