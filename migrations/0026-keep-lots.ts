import { sql, type Kysely } from 'kysely';

const money = sql`numeric(38, 8)`;
const figure = sql`numeric(38, 18)`;

// A page of transactions, and the lots with which the next of them begins.
export async function up(db: Kysely<unknown>): Promise<void> {
  // In the order of the ledger, where exchanges come first on their day: a page of one portfolio, and of all.
  const inOrder = sql`trade_date, (type not in ('split', 'merger', 'spin_off')), seq, id`;
  await sql`create index transactions_page_idx on transactions (user_id, portfolio_id, ${inOrder})
    where seq >= 0`.execute(db);
  await sql`create index transactions_page_of_all_idx on transactions (user_id, ${inOrder}) where seq >= 0`.execute(db);
  await sql`create index transactions_seq_idx on transactions (user_id, portfolio_id, seq) where seq >= 0`.execute(db);
  await sql`create unique index transactions_replaces_id_key on transactions (user_id, portfolio_id, replaces_id)
    where replaces_id is not null`.execute(db);

  // What the transactions of a portfolio leave open at their end, so that an append need not read them all again.
  await db.schema
    .createTable('lots')
    .addColumn('user_id', 'uuid', (column) => column.notNull())
    .addColumn('portfolio_id', 'uuid', (column) => column.notNull())
    .addColumn('instrument_id', 'uuid', (column) => column.notNull())
    .addColumn('lot', 'uuid', (column) => column.notNull())
    .addColumn('acquired_on', 'date', (column) => column.notNull())
    .addColumn('opened_on', 'date', (column) => column.notNull())
    .addColumn('opened_seq', 'bigint', (column) => column.notNull())
    .addColumn('quantity', figure, (column) => column.notNull())
    .addColumn('cost', money, (column) => column.notNull())
    .addColumn('cost_base', money, (column) => column.notNull())
    .addColumn('fee', money, (column) => column.notNull())
    .addColumn('fee_base', money, (column) => column.notNull())
    .addColumn('value', money, (column) => column.notNull())
    .addColumn('value_base', money, (column) => column.notNull())
    .addColumn('fx_rate', figure, (column) => column.notNull())
    .addPrimaryKeyConstraint('lots_pkey', ['user_id', 'portfolio_id', 'instrument_id', 'lot'])
    .addForeignKeyConstraint(
      'lots_portfolio_id_fkey',
      ['user_id', 'portfolio_id'],
      'portfolios',
      ['user_id', 'id'],
      (key) => key.onDelete('cascade'),
    )
    .execute();
  // By which method the lots of a portfolio are kept. After a change of it they are reckoned anew.
  await db.schema
    .createTable('lot_methods')
    .addColumn('user_id', 'uuid', (column) => column.notNull())
    .addColumn('portfolio_id', 'uuid', (column) => column.notNull())
    .addColumn('cost_method', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('lot_methods_pkey', ['user_id', 'portfolio_id'])
    .addForeignKeyConstraint(
      'lot_methods_portfolio_id_fkey',
      ['user_id', 'portfolio_id'],
      'portfolios',
      ['user_id', 'id'],
      (key) => key.onDelete('cascade'),
    )
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['lot_methods', 'lots']) await db.schema.dropTable(table).execute();
  for (const index of ['page_idx', 'page_of_all_idx', 'seq_idx', 'replaces_id_key'])
    await db.schema.dropIndex(`transactions_${index}`).execute();
}
