import { book } from '#shared/money/booking.ts';
import { readDay } from '#shared/money/days.ts';
import { decimal, one, units, type Decimal } from '#shared/money/decimal.ts';
import type { Entry, InstrumentRules } from '#shared/money/entries.ts';
import type { Instrument } from '#shared/money/instruments.ts';
import { Holdings, type Match } from '#shared/money/ledger.ts';
import type { Lot } from '#shared/money/lots.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Lots, Positions } from '#shared/money/positions.ts';
import { MoneyRefusal, RefusedAt, type MoneyCode } from '#shared/money/refusals.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** What is known of the portfolio at the end of the day on which something is recorded. */
export interface Known {
  readonly portfolio: Portfolio;
  /** Those that the transaction names. */
  readonly instruments: readonly Instrument[];
  readonly cash: Positions['cash'];
  readonly openLots: Readonly<Record<string, Lots['open']>>;
  /** What will be voided: its effect is taken out first. */
  readonly replaced: Transaction | null;
  /** Whether the server will find a rate to the base currency, where the transaction gives none and needs one. */
  readonly isRateKnown: boolean;
}

export interface CashChange {
  readonly currency: string;
  readonly change: Decimal;
  readonly after: Decimal;
}

export interface PositionChange {
  readonly symbol: string;
  readonly before: Decimal;
  readonly after: Decimal;
}

export interface Outcome {
  readonly cash: readonly CashChange[];
  readonly positions: readonly PositionChange[];
  /** What a closing makes of the lots that it closes, in the instrument's currency; null where none is closed. */
  readonly gain: { readonly amount: Decimal; readonly currency: string } | null;
}

/** What the ledger would make of it, or why it would refuse it. */
export type Foreseen = { readonly outcome: Outcome } | { readonly refusal: MoneyCode };

/** Reckons by the rules of the server. Nothing shown here needs a rate to the base currency, but that there is one. */
export function foresee(input: TransactionInput, known: Known): Foreseen {
  try {
    return { outcome: outcomeOf(input, known) };
  } catch (error) {
    const refused = error instanceof RefusedAt ? error.cause : error;
    if (refused instanceof MoneyRefusal) return { refusal: refused.code };
    throw error;
  }
}

function outcomeOf(input: TransactionInput, known: Known): Outcome {
  const holdings = holdingsOf(known);
  const held = (id: string) => holdings.of(id).quantity - replacedQuantity(known, id);
  const before = known.instruments.map(({ id }) => held(id));
  const { portfolio, instruments } = known;
  const entry = book(
    input,
    { id: 'new', seq: 0 },
    {
      portfolio,
      instrument: (id) => rulesOf(instruments, id),
      rateOn: () => (known.isRateKnown ? one : null),
      held,
    },
  );
  const matches = known.replaced ? [] : holdings.apply(entry).matches;
  const after = (id: string) =>
    held(id) + (known.replaced && entry.instrumentId === id ? entry.quantity : 0n);
  return {
    cash: cashChanges(entry, known),
    positions: instruments
      .map(({ id, symbol }, place) => ({
        symbol,
        before: decimal(before[place] ?? 0n),
        after: decimal(after(id)),
      }))
      .filter((change) => change.before !== change.after),
    gain: gainOf(matches, instruments),
  };
}

function rulesOf(instruments: readonly Instrument[], id: string): InstrumentRules {
  const found = instruments.find((instrument) => instrument.id === id);
  if (!found) throw new MoneyRefusal('VALIDATION_FAILED', 'instrumentId');
  const { kind, currency, payout } = found;
  return { id, kind, currency, payout, multiplier: units(found.multiplier) };
}

function holdingsOf({ portfolio, openLots }: Known): Holdings {
  const holdings = new Holdings(portfolio);
  for (const [id, lots] of Object.entries(openLots)) holdings.put(id, lots.map(lotOf));
  return holdings;
}

/** They are listed oldest first, and so are numbered. */
function lotOf(open: Lots['open'][number], seq: number): Lot {
  const day = readDay(open.date) ?? 0;
  const { lot, quantity, cost, costBase, fee, feeBase, value, valueBase, fxRate } = open;
  return {
    lot,
    day,
    opening: { day, seq, id: lot },
    quantity: units(quantity),
    cost: units(cost),
    costBase: units(costBase),
    fee: units(fee),
    feeBase: units(feeBase),
    value: units(value),
    valueBase: units(valueBase),
    fxRate: units(fxRate),
  };
}

function replacedQuantity({ replaced }: Known, instrumentId: string): bigint {
  return (replaced?.legs ?? [])
    .filter((leg) => leg.account === 'position' && leg.instrumentId === instrumentId)
    .reduce((sum, { quantity }) => sum + units(quantity ?? '0'), 0n);
}

function cashChanges({ pairs }: Entry, { cash, replaced }: Known): CashChange[] {
  const changes = new Map<string, bigint>();
  for (const { debit, credit, currency, amount } of pairs) {
    const change = (debit === 'cash' ? amount : 0n) - (credit === 'cash' ? amount : 0n);
    if (debit === 'cash' || credit === 'cash') changes.set(currency, (changes.get(currency) ?? 0n) + change);
  }
  return [...changes].map(([currency, change]) => {
    const present = units(cash.find((balance) => balance.currency === currency)?.amount ?? '0');
    const taken = (replaced?.legs ?? [])
      .filter((leg) => leg.account === 'cash' && leg.currency === currency)
      .reduce((sum, { amount }) => sum + units(amount), 0n);
    return { currency, change: decimal(change), after: decimal(present - taken + change) };
  });
}

function gainOf(matches: readonly Match[], instruments: readonly Instrument[]): Outcome['gain'] {
  const sold = matches.filter(({ kind }) => kind === 'disposal');
  const currency = instruments.find(({ id }) => id === sold[0]?.instrumentId)?.currency;
  if (currency === undefined) return null;
  return { amount: decimal(sold.reduce((sum, { gain }) => sum + gain, 0n)), currency };
}
