import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { insertInstrument, insertPortfolio } from '#server/testing/money.ts';

export interface RawLeg {
  readonly account: string;
  readonly amount: string;
  readonly base?: string;
  readonly currency?: string;
  readonly quantity?: string;
  readonly instrumentId?: string;
}

export interface RawTransaction {
  readonly type?: string;
  readonly seq?: number;
  readonly tradeDate?: string;
  readonly voidsId?: string;
  readonly voidedBy?: string;
  readonly replacesId?: string;
  readonly instrumentId?: string;
  readonly toInstrumentId?: string;
  readonly costBase?: string;
  readonly fxRate?: string;
  readonly note?: string;
  readonly legLimit?: number;
}

/** Whose, and in which portfolio. */
export interface Place {
  readonly userId: string;
  readonly portfolioId: string;
}

/** A deposit of 100: nothing about it is wrong. */
export const depositLegs: readonly RawLeg[] = [
  { account: 'cash', amount: '100' },
  { account: 'external', amount: '-100' },
];

export const negated = (legs: readonly RawLeg[]): RawLeg[] =>
  legs.map((leg) => ({
    ...leg,
    amount: opposite(leg.amount),
    ...(leg.base !== undefined && { base: opposite(leg.base) }),
    ...(leg.quantity !== undefined && { quantity: opposite(leg.quantity) }),
  }));

const opposite = (figure: string) => (figure.startsWith('-') ? figure.slice(1) : `-${figure}`);

let count = 0;

/** Records by SQL, past every rule of the server. */
export async function insertTransaction(
  db: Database,
  { userId, portfolioId, ...given }: Place & RawTransaction,
  legs: readonly RawLeg[] = depositLegs,
): Promise<string> {
  const id = randomUUID();
  count += 1;
  const seq = given.seq ?? count;
  await sql`insert into transactions (user_id, portfolio_id, id, seq, type, trade_date, request_key, content_hash,
      voids_id, voided_by, replaces_id, instrument_id, to_instrument_id, fields, fx_rate, cost_base, note,
      leg_limit)
    values (${userId}, ${portfolioId}, ${id}, ${seq}, ${given.type ?? 'deposit'},
      ${given.tradeDate ?? '2026-11-03'}, ${`key-${id}`}, ${randomBytes(32)}, ${given.voidsId ?? null},
      ${given.voidedBy ?? null}, ${given.replacesId ?? null}, ${given.instrumentId ?? null},
      ${given.toInstrumentId ?? null}, '{}', ${given.fxRate ?? null}, ${given.costBase ?? null},
      ${given.note ?? null}, ${given.legLimit ?? null})`.execute(db);
  for (const [index, leg] of legs.entries())
    await insertLeg(db, { userId, portfolioId }, { ...leg, transactionId: id, n: index });
  return id;
}

export async function insertLeg(
  db: Database,
  { userId, portfolioId }: Place,
  leg: RawLeg & { transactionId: string; n: number },
): Promise<void> {
  await sql`insert into transaction_legs (user_id, portfolio_id, transaction_id, n, account, instrument_id, quantity,
      currency, amount, base_amount)
    values (${userId}, ${portfolioId}, ${leg.transactionId}, ${leg.n}, ${leg.account}, ${leg.instrumentId ?? null},
      ${leg.quantity ?? null}, ${leg.currency ?? 'USD'}, ${leg.amount}, ${leg.base ?? leg.amount})`.execute(
    db,
  );
}

/** Leaves something of somebody in every table of money, and in every column that may be empty. */
export async function fillMoney(db: Database, userId: string): Promise<void> {
  const portfolioId = await insertPortfolio(db, userId, { accountType: 'INTERNATIONAL' });
  const instrumentId = await insertInstrument(db, userId);
  const toInstrumentId = await insertInstrument(db, userId);
  await sql`update instruments set isin = 'US0378331005', mic = 'XNAS', underlying = 'AAPL', strike = 100,
    expires_at = now(), option_right = 'call', market_symbol = 'BTC-1' where user_id = ${userId}`.execute(db);
  await sql`insert into prices (user_id, instrument_id, date, source, price)
    values (${userId}, ${instrumentId}, '2026-11-03', 'manual', 1.5)`.execute(db);
  await sql`insert into fx_rates (user_id, base, quote, date, source, rate)
    values (${userId}, 'EUR', 'USD', '2026-11-03', 'manual', 1.25)`.execute(db);
  await db.transaction().execute(async (inside) => {
    const place = { userId, portfolioId };
    const legs = [
      { account: 'position', amount: '7', quantity: '1', instrumentId },
      { account: 'external', amount: '-7' },
    ];
    const transfer = {
      type: 'transfer_in',
      instrumentId,
      costBase: '7',
      fxRate: '1',
      note: 'A gift',
      seq: 0,
    };
    const first = await insertTransaction(inside, { ...place, ...transfer }, legs);
    await insertTransaction(inside, { ...place, type: 'void', voidsId: first }, negated(legs));
    await insertTransaction(inside, { ...place, ...transfer, replacesId: first }, legs);
    await insertTransaction(inside, { ...place, type: 'merger', instrumentId, toInstrumentId }, []);
  });
}
