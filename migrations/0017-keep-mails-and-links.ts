import { sql, type Kysely } from 'kysely';

// A left address is taken for as long as a link can put it back. The trigger runs after the unique index has waited
// for others, so it sees a change of address that was under way.
const keepLeftAddresses = sql`
  create function keep_left_addresses() returns trigger language plpgsql as $$
  begin
    if exists (select 1 from links where purpose = 'undoEmailChange' and expires_at > now() and user_id <> new.id
        and canonical_identifier(email) = canonical_identifier(new.email)) then
      raise exception 'this address can still be put back' using errcode = 'unique_violation', constraint = 'users_email_left_key';
    end if;
    return null;
  end $$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mails')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('recipient', 'varchar(255)', (column) => column.notNull())
    .addColumn('ip_address', 'varchar(45)')
    .addColumn('device_info', 'varchar(500)')
    .addColumn('details', 'jsonb', (column) => column.notNull().defaultTo(sql`'{}'`))
    // The link's token, encrypted; gone once the mail has been sent or given up.
    .addColumn('sealed_token', 'bytea')
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('queued'))
    .addColumn('tries', 'smallint', (column) => column.notNull().defaultTo(0))
    .addColumn('next_try_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('last_error', 'varchar(200)')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('sent_at', 'timestamptz')
    .addCheckConstraint('mails_state_check', sql`state in ('queued', 'sent', 'failed')`)
    .addCheckConstraint('mails_sent_at_check', sql`(state = 'sent') = (sent_at is not null)`)
    .addCheckConstraint('mails_sealed_token_check', sql`sealed_token is null or state = 'queued'`)
    .execute();
  await sql`create index mails_due_idx on mails (next_try_at) where state = 'queued'`.execute(db);
  await sql`create index mails_state_idx on mails (state, id desc)`.execute(db);
  await sql`create index mails_user_id_idx on mails (user_id, created_at desc)`.execute(db);
  await sql`create index mails_created_at_idx on mails (created_at)`.execute(db);

  await db.schema
    .createTable('links')
    // Only the hash of a token is stored: a copy of the table opens nothing.
    .addColumn('token_hash', 'bytea', (column) => column.primaryKey())
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('email', 'varchar(255)', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .addCheckConstraint('links_token_hash_check', sql`octet_length(token_hash) = 32`)
    .execute();
  await sql`create unique index links_user_id_purpose_key on links (user_id, purpose)
    where purpose <> 'undoEmailChange'`.execute(db);
  await sql`create index links_user_id_idx on links (user_id, created_at)`.execute(db);
  await sql`create index links_expires_at_idx on links (expires_at)`.execute(db);
  await sql`create index links_left_email_idx on links (canonical_identifier(email))
    where purpose = 'undoEmailChange'`.execute(db);
  await keepLeftAddresses.execute(db);
  await sql`create trigger users_email_left after insert or update of email on users for each row
    execute function keep_left_addresses()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger users_email_left on users`.execute(db);
  await sql`drop function keep_left_addresses()`.execute(db);
  await db.schema.dropTable('links').execute();
  await db.schema.dropTable('mails').execute();
}
