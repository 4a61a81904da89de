import { sql, type Kysely, type RawBuilder } from 'kysely';

const withoutLegs = sql`('split', 'merger', 'spin_off')`;

interface Check {
  readonly begin: RawBuilder<unknown>;
  /** Of the legs as a whole, as further branches of the case. */
  readonly also: RawBuilder<unknown>;
  readonly end: RawBuilder<unknown>;
}

// At the end of the database's transaction: double entry, whoever writes. A void undoes exactly what it voids.
const checkBalance = ({ begin, also, end }: Check) => sql`
  create or replace function check_transaction_balance() returns trigger language plpgsql as $$
  declare
    own record;
    legs record;
    problem text;
  begin
    ${begin}
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
      ${also}
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
    ${end}
    return null;
  end $$`;

const nothing = sql``;

// Numbers of legs are a key, and each is below the limit: so who has as many as its limit gets no further one.
const checkNumbered = checkBalance({
  begin: nothing,
  also: sql`when legs.n <> new.leg_limit then 'has not all its legs'`,
  end: sql`if new.leg_limit is null then
      update transactions set leg_limit = 0
        where user_id = new.user_id and portfolio_id = new.portfolio_id and id = new.id;
    end if;`,
});

const checkLeg = sql`
  create or replace function refuse_late_legs() returns trigger language plpgsql as $$
  begin
    if not exists (select from transactions
        where user_id = new.user_id and portfolio_id = new.portfolio_id and id = new.transaction_id
          and voided_by is null and (leg_limit is null or (new.n >= 0 and new.n < leg_limit))) then
      raise exception 'a recorded transaction gets no further leg' using errcode = 'check_violation',
        constraint = 'ledger_append_only';
    end if;
    return new;
  end $$`;

// A setting and the age of the row told before whether a leg comes late. Any session could change the setting.
export async function up(db: Kysely<unknown>): Promise<void> {
  // A leg that comes has a number from 0 to below this. Who records may tell it; else the check at the end sets 0. What
  // is kept already has all its legs and gets 0 too, without being written anew.
  await sql`alter table transactions add column leg_limit smallint default 0`.execute(db);
  await sql`alter table transactions alter column leg_limit drop default`.execute(db);
  await checkNumbered.execute(db);
  await checkLeg.execute(db);
}

const checkOnce = checkBalance({
  begin: sql`perform set_config('quantpulse.has_checked', 'yes', true);`,
  also: nothing,
  end: nothing,
});

const checkLegByAge = sql`
  create or replace function refuse_late_legs() returns trigger language plpgsql as $$
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

export async function down(db: Kysely<unknown>): Promise<void> {
  await checkOnce.execute(db);
  await checkLegByAge.execute(db);
  await sql`alter table transactions drop column leg_limit`.execute(db);
}
