import { AppError } from '#server/errors/app-error.ts';
import type { InstrumentRow, PortfolioRow } from './books.repository.ts';
import { contentHash } from './content.rules.ts';
import {
  currenciesOf,
  dayOf,
  daysOf,
  instrumentsById,
  isBehind,
  keptFields,
  namedBy,
  portfolioRules,
} from './entries.rules.ts';
import type { Ground, GroundService, OpenLedger } from './ground.service.ts';
import { changesOf, inParts } from './kept-lots.rules.ts';
import { legsOf, negated } from './legs.rules.ts';
import { invalidField, judged, judgedLater } from './refusals.rules.ts';
import type { NewRecord } from './transaction-batches.repository.ts';
import type { TransactionRow } from './transactions.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import { newId } from '#server/security/identifiers.ts';
import { book, type BookingContext } from '#shared/money/booking.ts';
import type { Day } from '#shared/money/days.ts';
import { units } from '#shared/money/decimal.ts';
import type { Entry } from '#shared/money/entries.ts';
import { byLedger, Holdings, type Place } from '#shared/money/ledger.ts';
import { crossings, Rates, type RateRow } from '#shared/money/rates.ts';
import { transactionsMaximum } from '#shared/money/transaction-rows.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** A portfolio without transactions, whose ledger is locked. */
interface EmptyLedger extends Pick<OpenLedger, 'key' | 'portfolio' | 'today'> {
  readonly kept: Pick<Repositories, 'books' | 'lots' | 'transactionBatches'>;
}

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
      const holdings = await judgedLater(() => ground.after(null));
      await keepLots(ledger, ground, holdings);
      return insertVoid(ledger, voided, ledger.request);
    },

    /** Reckons lots by another method, as if it had always been. Lots that were named then must be there. */
    async reckonLots({ kept, key }: Pick<OpenLedger, 'kept' | 'key'>): Promise<void> {
      const portfolio = await kept.books.findPortfolio(key);
      if (!portfolio) throw new AppError('NOT_FOUND');
      const ground = await readAll({ kept, key, portfolio }, null);
      const holdings = await judgedLater(() => ground.after(null));
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
      const holdings = await judgedLater(() => ground.after(entry));
      await keepLots(ledger, ground, holdings);
      if (replaced) await insertVoid(ledger, replaced, { ...request, request_key: `void:${replaced.id}` });
      const row = { ...place, ...request, source: 'manual' as const, ...keptFields(input, entry, context) };
      const marks = { voids_id: null, replaces_id: replaced?.id ?? null };
      await kept.transactions.insert(key, { ...row, ...marks }, legsOf(entry));
      return entry.id;
    },

    /**
     * Records all transactions of a new portfolio, each judged as `append` judges one. They come in the order of the
     * ledger and bring the rates that they need.
     */
    async recordAll(ledger: EmptyLedger, inputs: readonly TransactionInput[]): Promise<void> {
      const { kept, key, portfolio, today } = ledger;
      const ids = [...new Set(inputs.flatMap(namedBy))];
      const instruments = await kept.books.findInstruments(key.userId, ids);
      const rules = { portfolio: portfolioRules(portfolio), instrument: instrumentsById(instruments) };
      const holdings = new Holdings(rules.portfolio);
      const context = { ...rules, rateOn: () => null, held: (id: string) => holdings.of(id).quantity };
      let last: Entry | undefined;
      const records = inputs.map((input, index) => {
        if (dayOf(input.tradeDate) > today) throw invalidField('tradeDate');
        requireOwnSide(portfolio, input, instruments);
        const entry = judged(() => book(input, { id: newId(), seq: index + 1 }, context));
        if (last && byLedger(last, entry) > 0)
          throw new Error('What fills a portfolio comes in the order of its ledger');
        judged(() => holdings.apply(entry));
        last = entry;
        return newRecord(input, entry, context);
      });
      await kept.transactionBatches.insert(key, records);
      await keepLots(ledger, { lots: [], isWhole: true }, holdings);
    },
  };
}

/** A row of a sample, and its legs. A caller's key has no colon, so none is taken. */
function newRecord(input: TransactionInput, entry: Entry, context: BookingContext): NewRecord {
  const key = `sample:${entry.seq}`;
  const request = {
    request_key: key,
    content_hash: contentHash({ key, portfolioId: '', transaction: input }),
  };
  const place = { id: entry.id, seq: entry.seq, source: 'sim' as const, voids_id: null, replaces_id: null };
  return { row: { ...place, ...request, ...keptFields(input, entry, context) }, legs: legsOf(entry) };
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
  {
    kept,
    key,
    portfolio,
  }: Pick<OpenLedger, 'key' | 'portfolio'> & { readonly kept: Pick<Repositories, 'lots'> },
  { lots, isWhole }: Pick<Ground, 'lots' | 'isWhole'>,
  holdings: Holdings,
): Promise<void> {
  const { gone, changed } = changesOf(lots, holdings);
  for (const part of inParts(gone)) await kept.lots.delete(key, part);
  for (const part of inParts(changed)) await kept.lots.upsert(key, part);
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
