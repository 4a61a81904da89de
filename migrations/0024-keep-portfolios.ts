import { sql, type Kysely } from 'kysely';

const figure = sql`numeric(38, 18)`;
const sources = sql`source in ('manual', 'import', 'deribit', 'sim')`;

// Nothing is added in a deletion: the user may be gone.
const countObservations = sql`
  create function count_observations() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      insert into ledgers as kept (user_id, observations)
        select user_id, count(*) from changed group by user_id order by user_id
        on conflict (user_id) do update set observations = kept.observations + excluded.observations;
    else
      update ledgers set observations = observations - gone.count
        from (select user_id, count(*)::integer as count from changed group by user_id) as gone
        where ledgers.user_id = gone.user_id;
    end if;
    return null;
  end $$`;

// A statement of one person never reads another's rows: every key and every reference begins with the user.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledgers')
    // The row that every change of a person's money locks. Its numbers tell whether a figure kept elsewhere is old.
    .addColumn('user_id', 'uuid', (column) => column.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('revision', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('price_revision', 'bigint', (column) => column.notNull().defaultTo(0))
    // Prices and rates together: a million of them take too long to be counted at every write.
    .addColumn('observations', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable('portfolios')
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('id', 'uuid', (column) => column.notNull())
    .addColumn('name', 'varchar(100)', (column) => column.notNull())
    .addColumn('account_type', 'text', (column) => column.notNull())
    .addColumn('base_currency', 'varchar(4)', (column) => column.notNull())
    .addColumn('country', 'char(2)')
    .addColumn('cost_method', 'text', (column) => column.notNull().defaultTo('FIFO'))
    .addColumn('is_sample', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('is_archived', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('portfolios_pkey', ['user_id', 'id'])
    .addCheckConstraint('portfolios_account_type_check', sql`account_type in ('DOMESTIC', 'INTERNATIONAL')`)
    .addCheckConstraint('portfolios_country_check', sql`account_type = 'DOMESTIC' or country is not null`)
    .addCheckConstraint(
      'portfolios_cost_method_check',
      sql`cost_method in ('FIFO', 'LIFO', 'HIFO', 'AVG', 'SPECIFIC')`,
    )
    .execute();
  await sql`create unique index portfolios_name_key on portfolios (user_id, canonical_identifier(name))
    where not is_archived`.execute(
    db,
  );

  await db.schema
    .createTable('instruments')
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('id', 'uuid', (column) => column.notNull())
    .addColumn('symbol', 'varchar(50)', (column) => column.notNull())
    .addColumn('name', 'varchar(200)', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('currency', 'varchar(4)', (column) => column.notNull())
    .addColumn('multiplier', figure, (column) => column.notNull().defaultTo(1))
    .addColumn('payout', 'text', (column) => column.notNull().defaultTo('linear'))
    .addColumn('isin', 'char(12)')
    .addColumn('mic', 'char(4)')
    .addColumn('underlying', 'varchar(50)')
    .addColumn('strike', figure)
    .addColumn('expires_at', 'timestamptz')
    .addColumn('option_right', 'text')
    .addColumn('market_symbol', 'varchar(100)')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('instruments_pkey', ['user_id', 'id'])
    .addCheckConstraint(
      'instruments_kind_check',
      sql`kind in ('equity', 'etf', 'fund', 'bond', 'crypto', 'option', 'future', 'other')`,
    )
    .addCheckConstraint('instruments_multiplier_check', sql`multiplier > 0`)
    .addCheckConstraint(
      'instruments_payout_check',
      sql`payout = 'linear' or (payout = 'inverse' and kind = 'future')`,
    )
    .addCheckConstraint('instruments_option_right_check', sql`option_right in ('call', 'put')`)
    .execute();
  await sql`create unique index instruments_symbol_key on instruments (user_id, canonical_identifier(symbol))`.execute(db);

  await db.schema
    .createTable('prices')
    .addColumn('user_id', 'uuid', (column) => column.notNull())
    .addColumn('instrument_id', 'uuid', (column) => column.notNull())
    .addColumn('date', 'date', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('price', figure, (column) => column.notNull())
    .addPrimaryKeyConstraint('prices_pkey', ['user_id', 'instrument_id', 'date', 'source'])
    .addForeignKeyConstraint(
      'prices_instrument_id_fkey',
      ['user_id', 'instrument_id'],
      'instruments',
      ['user_id', 'id'],
      (key) => key.onDelete('cascade'),
    )
    .addCheckConstraint('prices_source_check', sources)
    .execute();

  await db.schema
    .createTable('fx_rates')
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('base', 'varchar(4)', (column) => column.notNull())
    .addColumn('quote', 'varchar(4)', (column) => column.notNull())
    .addColumn('date', 'date', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    // Of the quote for 1 of the base.
    .addColumn('rate', figure, (column) => column.notNull())
    .addPrimaryKeyConstraint('fx_rates_pkey', ['user_id', 'base', 'quote', 'date', 'source'])
    .addCheckConstraint('fx_rates_rate_check', sql`rate > 0`)
    .addCheckConstraint('fx_rates_pair_check', sql`base <> quote`)
    .addCheckConstraint('fx_rates_source_check', sources)
    .execute();
  // One a day for a pair, whichever way round, and one that was simulated.
  await sql`create unique index fx_rates_pair_key on fx_rates
    (user_id, least(base, quote), greatest(base, quote), date, (source = 'sim'))`.execute(db);

  await countObservations.execute(db);
  for (const table of ['prices', 'fx_rates']) {
    await sql`create trigger ${sql.ref(`${table}_count_new`)} after insert on ${sql.table(table)}
      referencing new table as changed for each statement execute function count_observations()`.execute(db);
    await sql`create trigger ${sql.ref(`${table}_count_gone`)} after delete on ${sql.table(table)}
      referencing old table as changed for each statement execute function count_observations()`.execute(db);
  }

  await sql`
    create function keep_portfolio_kind() returns trigger language plpgsql as $$
    begin
      raise exception 'the kind and the base currency of a portfolio stay' using errcode = 'check_violation',
        constraint = 'portfolios_kind_stays';
    end $$`.execute(db);
  await sql`create trigger portfolios_kind_stays before update of account_type, base_currency on portfolios
    for each row when (old.account_type <> new.account_type or old.base_currency <> new.base_currency)
    execute function keep_portfolio_kind()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['fx_rates', 'prices', 'instruments', 'portfolios', 'ledgers'])
    await db.schema.dropTable(table).execute();
  await sql`drop function keep_portfolio_kind()`.execute(db);
  await sql`drop function count_observations()`.execute(db);
}
