import {
  worth,
  type Account,
  type Entry,
  type InstrumentRules,
  type PortfolioRules,
} from '#shared/money/entries.ts';
import { one } from '#shared/money/decimal.ts';
import type { Day } from '#shared/money/days.ts';
import { Holdings } from '#shared/money/ledger.ts';
import type { Holding } from '#shared/money/holding.ts';
import type { Lot } from '#shared/money/lots.ts';
import type { Prices } from '#shared/money/prices.ts';
import type { Observed, Rates } from '#shared/money/rates.ts';
import { multiply, take } from '#shared/money/rounding.ts';
import type { Currency } from '#shared/money/transactions.ts';

/** All that the figures of one portfolio are made of. */
export interface Books {
  readonly portfolio: PortfolioRules;
  readonly instrument: (id: string) => InstrumentRules;
  /** Live entries in the order of the ledger. */
  readonly entries: readonly Entry[];
  readonly prices: Prices;
  readonly rates: Rates;
  /** Days in ascending order on which a price or rate of a row begins to count. */
  readonly rowDays: ReadonlySet<Day>;
  readonly currentName: (lot: string) => string;
}

/** What a position is worth at the end of a day, in its currency and in the base currency. */
export interface Mark {
  readonly value: bigint;
  readonly valueBase: bigint;
  readonly rate: bigint;
}

function rateToBase({ rates, portfolio }: Books, currency: Currency, day: Day): bigint {
  // Whatever is held came by a transaction, and that has a rate.
  return rates.on(currency, portfolio.baseCurrency, day) ?? one;
}

/** The price of an instrument on a day. An inverse contract has no worth at one that a split rounded to 0. */
export function priceOn({ prices, instrument }: Books, instrumentId: string, day: Day): Observed | null {
  const price = prices.observed(instrumentId, day);
  return price?.figure === 0n && instrument(instrumentId).payout === 'inverse' ? null : price;
}

/** An instrument and what is held of it. */
export type Held = readonly [string, Pick<Holding, 'quantity' | 'value'>];

/** Values what is held of an instrument at the end of a day. Never priced, it stands at its lots' values. */
export function mark(books: Books, day: Day, [instrumentId, { quantity, value }]: Held): Mark {
  const rules = books.instrument(instrumentId);
  const price = priceOn(books, instrumentId, day);
  const marked = price === null ? value : worth(quantity, price.figure, rules);
  const rate = rateToBase(books, rules.currency, day);
  return { value: marked, valueBase: multiply(marked, rate), rate };
}

/** Divides a mark among lots, oldest first, by their quantities. */
export function markLots(lots: readonly Lot[], { value, valueBase, rate }: Mark): Lot[] {
  let left = { quantity: lots.reduce((sum, lot) => sum + lot.quantity, 0n), value, valueBase };
  return lots.map((lot) => {
    const own = {
      value: take(left.value, lot.quantity, left.quantity),
      valueBase: take(left.valueBase, lot.quantity, left.quantity),
    };
    left = {
      quantity: left.quantity - lot.quantity,
      value: left.value - own.value,
      valueBase: left.valueBase - own.valueBase,
    };
    return { ...lot, ...own, fxRate: rate };
  });
}

/** What stands on an account in a currency. */
export interface Balance {
  readonly account: 'cash' | 'settlement';
  readonly currency: Currency;
  readonly amount: bigint;
}

/** Balances of cash and of what futures have still to settle, by account and currency. */
export class Balances {
  readonly #amounts = new Map<string, Balance>();

  add({ pairs }: Pick<Entry, 'pairs'>): void {
    for (const { debit, credit, currency, amount } of pairs) {
      this.#add(debit, currency, amount);
      this.#add(credit, currency, -amount);
    }
  }

  #add(account: Account, currency: Currency, amount: bigint): void {
    if (account !== 'cash' && account !== 'settlement') return;
    const key = `${account}:${currency}`;
    this.#amounts.set(key, { account, currency, amount: (this.#amounts.get(key)?.amount ?? 0n) + amount });
  }

  /** Those that are not 0. */
  list(): Balance[] {
    return [...this.#amounts.values()].filter(({ amount }) => amount !== 0n);
  }

  /** What they are worth together in the base currency. */
  value(books: Books, day: Day): bigint {
    return [...this.#amounts.values()].reduce(
      (sum, { currency, amount }) => sum + multiply(amount, rateToBase(books, currency, day)),
      0n,
    );
  }
}

export const emptyHoldings = ({ portfolio, currentName }: Books) => new Holdings(portfolio, currentName);
