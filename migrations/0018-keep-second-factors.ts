import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('totp_factors')
    .addColumn('user_id', 'uuid', (column) => column.primaryKey().references('users.id').onDelete('cascade'))
    // Encrypted: a copy of the table makes no codes.
    .addColumn('sealed_secret', 'bytea', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    // Null until the first code has been shown.
    .addColumn('enabled_at', 'timestamptz')
    // The newest step whose code was used; a code of it or of an older one counts no more.
    .addColumn('last_step', 'bigint')
    .addCheckConstraint('totp_factors_last_step_check', sql`(enabled_at is null) = (last_step is null)`)
    .execute();

  await db.schema
    .createTable('recovery_codes')
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('code_hash', 'bytea', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('recovery_codes_pkey', ['user_id', 'code_hash'])
    .addCheckConstraint('recovery_codes_code_hash_check', sql`octet_length(code_hash) = 32`)
    .execute();

  await db.schema
    .createTable('passkeys')
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('id', 'uuid', (column) => column.notNull())
    .addColumn('credential_id', 'bytea', (column) => column.notNull())
    .addColumn('public_key', 'bytea', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('transports', sql`text[]`, (column) => column.notNull())
    .addColumn('name', 'varchar(50)', (column) => column.notNull())
    .addColumn('is_synced', 'boolean', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('last_used_at', 'timestamptz')
    .addPrimaryKeyConstraint('passkeys_pkey', ['user_id', 'id'])
    .addUniqueConstraint('passkeys_credential_id_key', ['credential_id'])
    .execute();

  // Challenges that have opened something, until they would be over anyway.
  await db.schema
    .createTable('used_challenges')
    .addColumn('challenge_hash', 'bytea', (column) => column.primaryKey())
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .addCheckConstraint('used_challenges_challenge_hash_check', sql`octet_length(challenge_hash) = 32`)
    .execute();
  await sql`create index used_challenges_expires_at_idx on used_challenges (expires_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['used_challenges', 'passkeys', 'recovery_codes', 'totp_factors'])
    await db.schema.dropTable(table).execute();
}
