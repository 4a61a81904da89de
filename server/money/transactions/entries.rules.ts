import type { InstrumentRow, PortfolioRow } from './books.repository.ts';
import type { LiveRow } from './live-rows.repository.ts';
import { inSlices } from './slices.rules.ts';
import { book, type BookingContext } from '#shared/money/booking.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import type { Entry, InstrumentRules, PortfolioRules } from '#shared/money/entries.ts';
import { byLedger, Holdings, type Place } from '#shared/money/ledger.ts';
import { readDay } from '#shared/money/days.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

export function portfolioRules(row: PortfolioRow): PortfolioRules {
  return {
    accountType: row.account_type,
    baseCurrency: row.base_currency,
    costMethod: row.cost_method,
    isSample: row.is_sample,
  };
}

/** Finds the rules of an instrument by its id. */
export function instrumentsById(rows: readonly InstrumentRow[]): (id: string) => InstrumentRules {
  const byId = new Map(
    rows.map(({ id, kind, currency, multiplier, payout }) => [
      id,
      { id, kind, currency, payout, multiplier: units(multiplier) },
    ]),
  );
  return (id) => {
    const rules = byId.get(id);
    if (!rules) throw new Error('A transaction names an instrument that was not read');
    return rules;
  };
}

type Rules = Pick<BookingContext, 'portfolio' | 'instrument'>;

/** A kept transaction as the ledger reads it. It is booked again, with the rate and the cost looked up then. */
export function entryOf(row: LiveRow, rules: Rules): Entry {
  const entry = book(
    entered(row),
    { id: row.id, seq: row.seq },
    { ...rules, rateOn: () => null, held: () => -units(row.expired_quantity ?? '0') },
  );
  return { ...entry, isAssumed: row.is_assumed };
}

function entered(row: LiveRow): TransactionInput {
  const { type, trade_date: tradeDate, instrument_id, to_instrument_id, fields, fx_rate, cost_base } = row;
  return {
    ...fields,
    type,
    tradeDate,
    ...(instrument_id !== null && { instrumentId: instrument_id }),
    ...(to_instrument_id !== null && { toInstrumentId: to_instrument_id }),
    ...(fx_rate !== null && { fxRate: fx_rate }),
    ...(cost_base !== null && { costBase: cost_base }),
  } as TransactionInput;
}

/** A transaction as it is kept: what was entered, and what was looked up for it. */
export function keptFields(input: TransactionInput, entry: Entry, context: BookingContext) {
  const { type, tradeDate, note = null, ...rest } = input;
  const {
    instrumentId = null,
    toInstrumentId = null,
    fxRate: _fxRate,
    costBase: _costBase,
    ...fields
  } = rest as Partial<Record<'instrumentId' | 'toInstrumentId' | 'fxRate' | 'costBase' | 'cost', string>>;
  const hasCost = fields.cost !== undefined && entry.acquired !== null;
  return {
    type,
    trade_date: tradeDate,
    note,
    instrument_id: instrumentId,
    to_instrument_id: toInstrumentId,
    fields,
    fx_rate: keptRate(input, entry, context),
    cost_base: hasCost ? decimal(entry.acquired.costBase) : null,
    is_assumed: entry.isAssumed,
  };
}

/** The rate as given, else as looked up. Between two foreign currencies it makes the base amount of both. */
function keptRate(
  input: TransactionInput,
  entry: Entry,
  { portfolio, rateOn }: BookingContext,
): string | null {
  if (entry.exchange) return null;
  const isCross =
    input.type === 'fx' && ![input.currency, input.counterCurrency].includes(portfolio.baseCurrency);
  if (!isCross) return decimal(entry.fxRate);
  return decimal(
    input.fxRate === undefined ? (rateOn(input.currency, entry.day) ?? 0n) : units(input.fxRate),
  );
}

/** Kept transactions as the ledger reads them, in its order. */
export async function entriesOf(rows: readonly LiveRow[], rules: Rules): Promise<Entry[]> {
  const entries: Entry[] = [];
  await inSlices(rows, (row) => entries.push(entryOf(row, rules)));
  return entries.toSorted(byLedger);
}

/** Puts a name in place of those that it replaced, one after another. */
export function currentNames(replaced: readonly { from: string; to: string }[]): (lot: string) => string {
  const names = new Map(replaced.map(({ from, to }) => [from, to]));
  return (lot) => {
    let name = lot;
    for (let next = names.get(name); next !== undefined; next = names.get(name)) name = next;
    return name;
  };
}

/** What is held after entries, or a refusal of the first that does not fit. */
export async function replay(
  portfolio: PortfolioRules,
  entries: readonly Entry[],
  currentName: (lot: string) => string,
): Promise<Holdings> {
  const holdings = new Holdings(portfolio, currentName);
  await inSlices(entries, (entry) => holdings.apply(entry));
  return holdings;
}

/** The entries that stand before a place. */
export function before(entries: readonly Entry[], place: Place): Entry[] {
  return entries.filter((entry) => byLedger(entry, place) < 0);
}

/** The days whose rates a transaction needs. */
export function daysOf(input: TransactionInput): string[] {
  const acquiredOn = 'acquiredOn' in input ? input.acquiredOn : undefined;
  return acquiredOn === undefined ? [input.tradeDate] : [input.tradeDate, acquiredOn];
}

/** The currencies that a transaction is in. */
export function currenciesOf(input: TransactionInput, instrument: (id: string) => InstrumentRules): string[] {
  const named = [
    'currency' in input ? input.currency : undefined,
    'counterCurrency' in input ? input.counterCurrency : undefined,
    'instrumentId' in input && input.instrumentId ? instrument(input.instrumentId).currency : undefined,
  ];
  return named.filter((code) => code !== undefined);
}

export const dayOf = (text: string) => readDay(text) ?? 0;

/** The instruments that a transaction names. */
export function namedBy(input: TransactionInput): string[] {
  const ids = [
    'instrumentId' in input ? input.instrumentId : undefined,
    'toInstrumentId' in input ? input.toInstrumentId : undefined,
  ];
  return ids.filter((id) => id !== undefined);
}

/** Where a row stands in the order of the ledger. */
type RowPlace = Pick<LiveRow, 'id' | 'seq' | 'type' | 'trade_date'>;

const exchanges = new Set<LiveRow['type']>(['split', 'merger', 'spin_off']);
const rankOf = (type: LiveRow['type']) => (exchanges.has(type) ? 0 : 1);

/** Whether a new transaction comes behind the last of a ledger. */
export function isBehind(input: TransactionInput, seq: number, last: RowPlace | null): boolean {
  if (last === null) return true;
  const order =
    dayOf(input.tradeDate) - dayOf(last.trade_date) ||
    rankOf(input.type) - rankOf(last.type) ||
    seq - last.seq;
  return order > 0;
}
