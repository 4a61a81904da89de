import { sql, type Kysely } from 'kysely';

const money = sql`numeric(38, 8)`;
const figure = sql`numeric(38, 18)`;

// What is recorded stays.
const refuseChanges = sql`
  create function refuse_ledger_changes() returns trigger language plpgsql as $$
  begin
    raise exception 'a ledger is only added to' using errcode = 'check_violation', constraint = 'ledger_append_only';
  end $$`;

// A voided row and the one that voids it count no more, and its place is free for what replaces it.
const markVoided = sql`
  create function mark_voided() returns trigger language plpgsql as $$
  begin
    update transactions set voided_by = new.id
      where user_id = new.user_id and portfolio_id = new.portfolio_id and id = new.voids_id and voided_by is null
        and type <> 'void' and trade_date = new.trade_date;
    if not found then
      raise exception 'this cannot be voided' using errcode = 'check_violation', constraint = 'transactions_voids';
    end if;
    return null;
  end $$`;

const withoutLegs = sql`('split', 'merger', 'spin_off')`;

// At the end of the database's transaction: double entry, whoever writes. A void undoes exactly what it voids.
const checkBalance = sql`
  create function check_transaction_balance() returns trigger language plpgsql as $$
  declare
    own record;
    legs record;
    problem text;
  begin
    -- No leg comes after this, as one could once \`set constraints\` has brought the check forward.
    perform set_config('quantpulse.has_checked', 'yes', true);
    select account_type, base_currency into own from portfolios where user_id = new.user_id and id = new.portfolio_id;
    if not found then
      return null;
    end if;
    select coalesce(sum(n), 0) as n, bool_or(nothing) as nothing, bool_or(other) as other,
        bool_or(balance <> 0 or base_balance <> 0) as uneven, bool_or(fx) as fx,
        bool_or(currency = own.base_currency and two) as two, bool_or(currency <> own.base_currency) as abroad
      into legs from (select currency, count(*) as n, sum(amount) as balance, sum(base_amount) as base_balance,
          bool_or(amount = 0 and quantity is null) as nothing, bool_or(amount <> base_amount) as two,
          bool_or(account = 'fx') as fx,
          bool_or(instrument_id is not null and instrument_id is distinct from new.instrument_id) as other
        from transaction_legs
        where user_id = new.user_id and portfolio_id = new.portfolio_id and transaction_id = new.id
        group by currency) as by_currency;
    problem := case
      when legs.n = 0 and new.type not in ${withoutLegs} and new.type <> 'void' then 'has no legs'
      when legs.n > 0 and new.type in ${withoutLegs} then 'has legs'
      when legs.nothing then 'has a leg of nothing'
      when legs.two then 'has two amounts in one currency'
      when own.account_type = 'DOMESTIC' and (legs.abroad or legs.fx) then 'is foreign'
      when new.type <> 'void' and legs.other then 'has a leg of another instrument'
      when legs.uneven then 'does not balance'
    end;
    if new.voids_id is not null and exists (select from transaction_legs
        where user_id = new.user_id and portfolio_id = new.portfolio_id and transaction_id in (new.id, new.voids_id)
        group by account, instrument_id, currency
        having sum(amount) <> 0 or sum(base_amount) <> 0 or sum(coalesce(quantity, 0)) <> 0) then
      problem := 'does not undo what it voids';
    end if;
    if new.voided_by is not null then
      problem := 'is voided by nothing';
    end if;
    if new.replaces_id is not null and not exists (select from transactions
        where user_id = new.user_id and portfolio_id = new.portfolio_id and id = new.replaces_id
          and voided_by is not null and seq = new.seq) then
      problem := 'replaces nothing';
    end if;
    if problem is not null then
      raise exception 'a transaction %', problem using errcode = 'check_violation', constraint = 'transactions_balance';
    end if;
    return null;
  end $$`;

// Its row is of this transaction of the database, or of a savepoint in it, and was not checked yet.
const checkLeg = sql`
  create function refuse_late_legs() returns trigger language plpgsql as $$
  begin
    if current_setting('quantpulse.has_checked', true) = 'yes' or not exists (select from transactions
        where user_id = new.user_id and portfolio_id = new.portfolio_id and id = new.transaction_id
          and voided_by is null and (xmin = pg_current_xact_id()::xid or pg_xact_status(
            (pg_current_xact_id()::text::bigint - age(xmin))::text::xid8) = 'in progress')) then
      raise exception 'a recorded transaction gets no further leg' using errcode = 'check_violation',
        constraint = 'ledger_append_only';
    end if;
    return new;
  end $$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('transactions')
    .addColumn('user_id', 'uuid', (column) => column.notNull())
    .addColumn('portfolio_id', 'uuid', (column) => column.notNull())
    .addColumn('id', 'uuid', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('trade_date', 'date', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull().defaultTo('manual'))
    .addColumn('request_key', 'varchar(64)', (column) => column.notNull())
    .addColumn('content_hash', 'bytea', (column) => column.notNull())
    .addColumn('voids_id', 'uuid')
    .addColumn('voided_by', 'uuid')
    .addColumn('replaces_id', 'uuid')
    .addColumn('instrument_id', 'uuid')
    .addColumn('to_instrument_id', 'uuid')
    // The rest of what was entered, as it was entered; decimals are strings.
    .addColumn('fields', 'jsonb', (column) => column.notNull())
    // The rate kept with it, whether given or looked up; null where it has no legs.
    .addColumn('fx_rate', figure)
    .addColumn('cost_base', money)
    .addColumn('is_assumed', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('note', 'varchar(500)')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('transactions_pkey', ['user_id', 'portfolio_id', 'id'])
    .addUniqueConstraint('transactions_request_key_key', ['user_id', 'request_key', 'portfolio_id'])
    .addForeignKeyConstraint(
      'transactions_portfolio_id_fkey',
      ['user_id', 'portfolio_id'],
      'portfolios',
      ['user_id', 'id'],
      (key) => key.onDelete('cascade'),
    )
    .addCheckConstraint('transactions_type_check', sql`type in ('deposit', 'withdrawal', 'buy', 'sell', 'short', 'cover',
      'expire', 'settlement', 'dividend', 'interest', 'fee', 'tax', 'fx', 'transfer_in', 'transfer_out', 'split', 'merger',
      'spin_off', 'void')`)
    .addCheckConstraint('transactions_voids_id_check', sql`(type = 'void') = (voids_id is not null)`)
    .addCheckConstraint('transactions_seq_check', sql`seq >= 0`)
    .addCheckConstraint('transactions_source_check', sql`source in ('manual', 'import', 'sim')`)
    .execute();
  // Deferred: a person's deletion takes instruments and what names them in any order.
  for (const column of ['instrument_id', 'to_instrument_id'])
    await sql`alter table transactions add constraint ${sql.ref(`transactions_${column}_fkey`)}
      foreign key (user_id, ${sql.ref(column)}) references instruments (user_id, id)
      deferrable initially deferred`.execute(db);
  // Before the first statistics PostgreSQL takes any index that begins with the portfolio for one as good as the primary
  // key, and reads all of the portfolio for one row. So no other serves a statement that does not ask for it.
  await sql`create unique index transactions_seq_key on transactions (user_id, portfolio_id, seq)
    where voided_by is null and type <> 'void'`.execute(db);
  await sql`create unique index transactions_voids_id_key on transactions (user_id, portfolio_id, voids_id)
    where voids_id is not null`.execute(db);
  await sql`create index transactions_order_idx on transactions (user_id, portfolio_id, trade_date desc, seq desc)
    where seq >= 0`.execute(db);
  await sql`create index transactions_instrument_id_idx on transactions (user_id, instrument_id, trade_date)`.execute(db);
  await sql`create index transactions_to_instrument_id_idx on transactions (user_id, to_instrument_id)
    where to_instrument_id is not null`.execute(db);

  await db.schema
    .createTable('transaction_legs')
    .addColumn('user_id', 'uuid', (column) => column.notNull())
    .addColumn('portfolio_id', 'uuid', (column) => column.notNull())
    .addColumn('transaction_id', 'uuid', (column) => column.notNull())
    .addColumn('n', 'smallint', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('instrument_id', 'uuid')
    .addColumn('quantity', figure)
    .addColumn('currency', 'varchar(4)', (column) => column.notNull())
    .addColumn('amount', money, (column) => column.notNull())
    .addColumn('base_amount', money, (column) => column.notNull())
    .addPrimaryKeyConstraint('transaction_legs_pkey', ['user_id', 'portfolio_id', 'transaction_id', 'n'])
    .addForeignKeyConstraint(
      'transaction_legs_transaction_id_fkey',
      ['user_id', 'portfolio_id', 'transaction_id'],
      'transactions',
      ['user_id', 'portfolio_id', 'id'],
      (key) => key.onDelete('cascade'),
    )
    .addCheckConstraint(
      'transaction_legs_account_check',
      sql`account in ('cash', 'position', 'settlement', 'income', 'fee', 'tax', 'external', 'fx')`,
    )
    .addCheckConstraint('transaction_legs_quantity_check', sql`quantity is null or account = 'position'`)
    .execute();

  for (const statement of [refuseChanges, markVoided, checkBalance, checkLeg])
    await statement.execute(db);
  // A cascade and the triggers below write inside of triggers. As a condition the depth costs a cascade nothing.
  for (const table of ['transactions', 'transaction_legs']) {
    await sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete on ${sql.table(table)}
      for each row when (pg_trigger_depth() = 0) execute function refuse_ledger_changes()`.execute(db);
    await sql`create trigger ${sql.ref(`${table}_no_truncate`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_ledger_changes()`.execute(db);
  }
  await sql`create trigger transactions_mark_voided after insert on transactions
    for each row when (new.type = 'void') execute function mark_voided()`.execute(db);
  await sql`create trigger transaction_legs_in_time before insert on transaction_legs
    for each row execute function refuse_late_legs()`.execute(db);
  await sql`create constraint trigger transactions_balance after insert on transactions
    deferrable initially deferred for each row execute function check_transaction_balance()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['transaction_legs', 'transactions']) await db.schema.dropTable(table).execute();
  for (const name of [
    'refuse_late_legs()',
    'check_transaction_balance()',
    'mark_voided()',
    'refuse_ledger_changes()',
  ])
    await sql`drop function ${sql.raw(name)}`.execute(db);
}
