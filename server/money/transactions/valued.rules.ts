import type { Day } from '#shared/money/days.ts';
import {
  emptyHoldings,
  Balances,
  mark,
  priceOn,
  type Balance,
  type Books,
  type Mark,
} from '#shared/money/valuation.ts';
import type { Holding } from '#shared/money/holding.ts';
import type { Provenance } from '#shared/money/provenance.ts';
import type { Observed } from '#shared/money/rates.ts';
import { multiply } from '#shared/money/rounding.ts';

/** What is held of an instrument, and the figures that value it. */
export interface ValuedPosition {
  readonly id: string;
  readonly holding: Holding;
  readonly mark: Mark;
  readonly price: Observed | null;
  /** Null in the base currency. */
  readonly rate: Observed | null;
}

export interface ValuedBalance extends Balance {
  readonly base: bigint;
  readonly rate: Observed | null;
}

export interface Valued {
  /** Those that were held once, too. */
  readonly positions: readonly ValuedPosition[];
  readonly balances: readonly ValuedBalance[];
}

/** A portfolio at the end of a day up to which its books were read. */
export function valuedOn(books: Books, day: Day): Valued {
  const holdings = emptyHoldings(books);
  const balances = new Balances();
  const ids = new Set<string>();
  for (const entry of books.entries) {
    holdings.apply(entry);
    balances.add(entry);
    const { instrumentId, quantity, exchange } = entry;
    if (instrumentId !== null && quantity !== 0n) ids.add(instrumentId);
    if (exchange?.toInstrumentId && holdings.of(exchange.toInstrumentId).quantity !== 0n)
      ids.add(exchange.toInstrumentId);
  }
  const positions = [...ids].map((id) => valuedPosition(books, day, [id, holdings.of(id)]));
  return { positions, balances: balances.list().map((each) => valuedBalance(books, day, each)) };
}

/** The same of what is known to be held at the end of the day. */
export function valuedAsHeld(
  books: Books,
  day: Day,
  { held, balances }: { held: Iterable<[string, Holding]>; balances: readonly Balance[] },
): Valued {
  return {
    positions: [...held].map((each) => valuedPosition(books, day, each)),
    balances: balances.map((each) => valuedBalance(books, day, each)),
  };
}

function rateSeen({ rates, portfolio }: Books, currency: string, day: Day): Observed | null {
  return currency === portfolio.baseCurrency ? null : rates.observed(currency, portfolio.baseCurrency, day);
}

function valuedPosition(books: Books, day: Day, [id, holding]: [string, Holding]): ValuedPosition {
  return {
    id,
    holding,
    mark: mark(books, day, [id, holding]),
    price: priceOn(books, id, day),
    rate: rateSeen(books, books.instrument(id).currency, day),
  };
}

function valuedBalance(books: Books, day: Day, balance: Balance): ValuedBalance {
  const { rates, portfolio } = books;
  const figure = rates.on(balance.currency, portfolio.baseCurrency, day) ?? 0n;
  return { ...balance, base: multiply(balance.amount, figure), rate: rateSeen(books, balance.currency, day) };
}

/** Where the figures of a position or a balance came from. */
export function seenIn(figures: readonly (Observed | null)[]): Provenance[] {
  return figures.filter((seen) => seen !== null).map(({ source, day }) => ({ source, asOf: day }));
}
