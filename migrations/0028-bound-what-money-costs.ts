import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // What joins instruments to each other: a change of one is replayed with those that it reaches.
  await sql`create index transactions_exchange_idx on transactions (user_id, portfolio_id, instrument_id)
    where type in ('split', 'merger', 'spin_off')`.execute(db);

  // A cascade from each transaction to its legs took two thirds of a deletion: a statement for every row. Legs go with
  // their portfolio, as transactions do, and by nothing else. That a leg has its transaction is held by the trigger
  // transaction_legs_in_time, since no transaction is ever deleted alone.
  await sql`alter table transaction_legs drop constraint transaction_legs_transaction_id_fkey`.execute(db);
  await sql`alter table transaction_legs add constraint transaction_legs_portfolio_id_fkey
    foreign key (user_id, portfolio_id) references portfolios (user_id, id) on delete cascade`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table transaction_legs drop constraint transaction_legs_portfolio_id_fkey`.execute(db);
  await sql`alter table transaction_legs add constraint transaction_legs_transaction_id_fkey
    foreign key (user_id, portfolio_id, transaction_id) references transactions (user_id, portfolio_id, id)
    on delete cascade`.execute(db);
  await db.schema.dropIndex('transactions_exchange_idx').execute();
}
