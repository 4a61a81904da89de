import { sql, type Kysely } from 'kysely';

// A leg looks up its transaction, and a price its instrument. Of a person whom the statistics do not know yet,
// PostgreSQL takes any index that begins with the user for one as good as the primary key, and reads all of the person's
// rows for each leg or price. So no such index serves a statement that does not ask for it.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('transactions_instrument_id_idx').execute();
  await sql`create index transactions_instrument_id_idx on transactions (user_id, instrument_id, trade_date)
    where instrument_id is not null`.execute(db);
  await db.schema.dropIndex('instruments_symbol_key').execute();
  await sql`create unique index instruments_symbol_key on instruments (user_id, canonical_identifier(symbol))
    where version > 0`.execute(db);
  await db.schema.alterTable('instruments').addCheckConstraint('instruments_version_check', sql`version > 0`).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('instruments').dropConstraint('instruments_version_check').execute();
  await db.schema.dropIndex('instruments_symbol_key').execute();
  await sql`create unique index instruments_symbol_key on instruments (user_id, canonical_identifier(symbol))`.execute(db);
  await db.schema.dropIndex('transactions_instrument_id_idx').execute();
  await sql`create index transactions_instrument_id_idx on transactions (user_id, instrument_id, trade_date)`.execute(db);
}
