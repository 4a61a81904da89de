import { sql, type Kysely } from 'kysely';

const money = sql`numeric(38, 8)`;
const figure = sql`numeric(38, 18)`;

const key = sql.raw('user_id, portfolio_id, instrument_id');
const names = ['quantity', 'cost', 'cost_base', 'fee', 'fee_base', 'value', 'value_base'];
const columns = sql.raw(names.join());
const sums = sql.raw(names.map((name) => `sum(${name})`).join());
const negated = sql.raw(names.map((name) => `-${name}`).join());
const added = (other: string, sign: '+' | '-') =>
  sql.raw(names.map((name) => `${name} = kept.${name} ${sign} ${other}.${name}`).join());

// Nothing is added in a deletion: the portfolio may be gone.
const keepLotSums = sql`
  create function keep_lot_sums() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      insert into lot_sums as kept (${key}, ${columns}) select ${key}, ${sums} from added group by ${key} order by ${key}
        on conflict (${key}) do update set ${added('excluded', '+')};
    elsif tg_op = 'UPDATE' then
      insert into lot_sums as kept (${key}, ${columns}) select ${key}, ${sums}
        from (select ${key}, ${columns} from added union all select ${key}, ${negated} from gone) as changed
        group by ${key} order by ${key}
        on conflict (${key}) do update set ${added('excluded', '+')};
    else
      update lot_sums as kept set ${added('less', '-')}
        from (select ${key}, ${sql.raw(names.map((name) => `sum(${name}) as ${name}`).join())} from gone group by ${key}) as less
        where (kept.user_id, kept.portfolio_id, kept.instrument_id) = (less.user_id, less.portfolio_id, less.instrument_id);
    end if;
    return null;
  end $$`;

const triggers = {
  insert: 'new table as added',
  update: 'old table as gone new table as added',
  delete: 'old table as gone',
};

// A transaction behind all others closes a few lots of perhaps many thousand. It reads these by age, and the rest as
// their sum.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index lots_age_idx on lots (${key}, acquired_on, opened_on, opened_seq, lot)`.execute(db);
  let table = db.schema
    .createTable('lot_sums')
    .addColumn('user_id', 'uuid', (column) => column.notNull())
    .addColumn('portfolio_id', 'uuid', (column) => column.notNull())
    .addColumn('instrument_id', 'uuid', (column) => column.notNull());
  for (const name of names)
    table = table.addColumn(name, name === 'quantity' ? figure : money, (column) => column.notNull());
  await table
    .addPrimaryKeyConstraint('lot_sums_pkey', ['user_id', 'portfolio_id', 'instrument_id'])
    .addForeignKeyConstraint(
      'lot_sums_portfolio_id_fkey',
      ['user_id', 'portfolio_id'],
      'portfolios',
      ['user_id', 'id'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await keepLotSums.execute(db);
  // Before the lots there are: none is written meanwhile, and each is counted once.
  for (const [event, tables] of Object.entries(triggers))
    await sql`create trigger ${sql.ref(`lots_sum_${event}`)} after ${sql.raw(event)} on lots
      referencing ${sql.raw(tables)} for each statement execute function keep_lot_sums()`.execute(db);
  await sql`insert into lot_sums (${key}, ${columns}) select ${key}, ${sums} from lots group by ${key}`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const event of Object.keys(triggers))
    await sql`drop trigger ${sql.ref(`lots_sum_${event}`)} on lots`.execute(db);
  await sql`drop function keep_lot_sums()`.execute(db);
  await db.schema.dropTable('lot_sums').execute();
  await db.schema.dropIndex('lots_age_idx').execute();
}
