import { AppError } from '#server/errors/app-error.ts';
import type { InstrumentRow, PortfolioRow } from './books.repository.ts';
import { currenciesOf, dayOf, daysOf, isBehind, keptFields } from './entries.rules.ts';
import type { Ground, GroundService, OpenLedger } from './ground.service.ts';
import { changesOf } from './kept-lots.rules.ts';
import { legsOf, negated } from './legs.rules.ts';
import { invalidField, judged } from './refusals.rules.ts';
import type { TransactionRow } from './transactions.repository.ts';
import { newId } from '#server/security/identifiers.ts';
import { book, type BookingContext } from '#shared/money/booking.ts';
import type { Day } from '#shared/money/days.ts';
import { units } from '#shared/money/decimal.ts';
import type { Holdings, Place } from '#shared/money/ledger.ts';
import { crossings, Rates, type RateRow } from '#shared/money/rates.ts';
import { transactionsMaximum } from '#shared/money/transaction-rows.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

export type BookingService = ReturnType<typeof createBookingService>;

/** Writes of a ledger that its owner has locked. */
export function createBookingService({ readAll, readEnd, readReached }: GroundService) {
  /** All of the ledger, or no more than a change of it needs. */
  async function readGround(
    ledger: OpenLedger,
    input: TransactionInput | null,
    { seq, replaced }: { seq: number; replaced: TransactionRow | null },
  ) {
    const { kept, key, portfolio } = ledger;
    if ((await kept.lots.findMethod(key)) !== portfolio.cost_method)
      return readAll(ledger, input, replaced?.id);
    const isLast = input !== null && !replaced && isBehind(input, seq, await kept.transactions.findLast(key));
    return isLast ? readEnd(ledger, input) : readReached(ledger, input, replaced);
  }

  return {
    findVoidable,

    /** Voids a row that others may do without. Answers the id of the row that says so. */
    async voidRow(ledger: OpenLedger, voided: TransactionRow): Promise<string> {
      const ground = await readGround(ledger, null, { seq: voided.seq, replaced: voided });
      const holdings = judged(() => ground.after(null));
      await keepLots(ledger, ground, holdings);
      return insertVoid(ledger, voided, ledger.request);
    },

    /** Reckons lots by another method, as if it had always been. Lots that were named then must be there. */
    async reckonLots({ kept, key }: Pick<OpenLedger, 'kept' | 'key'>): Promise<void> {
      const portfolio = await kept.books.findPortfolio(key);
      if (!portfolio) throw new AppError('NOT_FOUND');
      const ground = await readAll({ kept, key, portfolio }, null);
      const holdings = judged(() => ground.after(null));
      await keepLots({ kept, key, portfolio }, ground, holdings);
    },

    /** Records a transaction, in the place of another where one is replaced. Answers its id. */
    async append(
      ledger: OpenLedger,
      input: TransactionInput,
      replaced: TransactionRow | null,
    ): Promise<string> {
      const { kept, key, request, today } = ledger;
      if (dayOf(input.tradeDate) > today) throw invalidField('tradeDate');
      const next = await kept.transactions.findNextSeq(key);
      if (next > transactionsMaximum)
        throw new AppError('QUOTA_REACHED', { params: { maximum: transactionsMaximum } });
      const place = { id: newId(), seq: replaced?.seq ?? next };
      const ground = await readGround(ledger, input, { ...place, replaced });
      requireOwnSide(ledger.portfolio, input, ground.instruments);
      const context = contextOf(ground, await readRates(ledger, input, ground), {
        ...place,
        day: dayOf(input.tradeDate),
        exchange: null,
      });
      const entry = judged(() => book(input, place, context));
      const holdings = judged(() => ground.after(entry));
      await keepLots(ledger, ground, holdings);
      if (replaced) await insertVoid(ledger, replaced, { ...request, request_key: `void:${replaced.id}` });
      const row = { ...place, ...request, source: 'manual' as const, ...keptFields(input, entry, context) };
      const marks = { voids_id: null, replaces_id: replaced?.id ?? null };
      await kept.transactions.insert(key, { ...row, ...marks }, legsOf(entry));
      return entry.id;
    },
  };
}

/** What may be voided; once. */
async function findVoidable({ kept, key }: OpenLedger, id: string): Promise<TransactionRow> {
  const row = await kept.transactions.find(key, id);
  if (!row) throw new AppError('NOT_FOUND');
  if (row.type === 'void') throw new AppError('VALIDATION_FAILED', { fields: { transactionId: 'INVALID' } });
  if (row.voided_by !== null) throw new AppError('ALREADY_VOIDED');
  return row;
}

function contextOf(ground: Ground, rates: ReadonlyMap<Day, Rates>, place: Place): BookingContext {
  const { portfolio, instrument, held } = ground;
  return {
    portfolio,
    instrument,
    rateOn: (currency, day) => rates.get(day)?.on(currency, portfolio.baseCurrency, day) ?? null,
    held: (id) => held(id, place),
  };
}

/** Keeps the lots that a ledger ends with. */
async function keepLots(
  { kept, key, portfolio }: Pick<OpenLedger, 'kept' | 'key' | 'portfolio'>,
  { lots, isWhole }: Ground,
  holdings: Holdings,
): Promise<void> {
  const { gone, changed } = changesOf(lots, holdings);
  if (gone.length > 0) await kept.lots.delete(key, gone);
  if (changed.length > 0) await kept.lots.upsert(key, changed);
  if (isWhole) await kept.lots.upsertMethod(key, portfolio.cost_method);
}

const ofSamples = /^DEMO-/i;

/** Simulated money and real money never meet. */
function requireOwnSide(
  { is_sample }: PortfolioRow,
  input: TransactionInput,
  instruments: readonly InstrumentRow[],
): void {
  for (const field of ['instrumentId', 'toInstrumentId'] as const) {
    const id = (input as Partial<Record<typeof field, string>>)[field];
    const symbol = instruments.find((instrument) => instrument.id === id)?.symbol;
    if (symbol !== undefined && ofSamples.test(symbol) !== is_sample) throw invalidField(field);
  }
}

/** X of each day that a transaction needs, without that transaction. */
async function readRates({ kept, key }: OpenLedger, input: TransactionInput, ground: Ground) {
  const own = currenciesOf(input, ground.instrument);
  const currencies = [...new Set([...own, ground.portfolio.baseCurrency, ...crossings])];
  const byDay = new Map<Day, Rates>();
  for (const date of daysOf(input)) {
    const found = await kept.books.findNewestRates(key.userId, currencies, date);
    const rows: RateRow[] = found.map(({ rate, date: day, ...row }) => ({
      ...row,
      rate: units(rate),
      day: dayOf(day),
    }));
    byDay.set(dayOf(date), new Rates({ rows, entries: ground.entries, portfolio: ground.portfolio }));
  }
  return byDay;
}

/** A row that takes another back: on its day, in its place, its legs the other way round. */
async function insertVoid(
  { kept, key }: OpenLedger,
  voided: TransactionRow,
  request: OpenLedger['request'],
): Promise<string> {
  const { seq, trade_date, instrument_id, to_instrument_id, fx_rate } = voided;
  const legs = await kept.transactions.findLegs(key.userId, [voided]);
  const id = newId();
  const place = { id, seq, trade_date, instrument_id, to_instrument_id, fx_rate };
  const nothing = { fields: {}, cost_base: null, is_assumed: false, note: null, replaces_id: null };
  await kept.transactions.insert(
    key,
    { ...place, ...nothing, ...request, type: 'void', source: 'manual', voids_id: voided.id },
    negated(legs),
  );
  return id;
}
