import type { Entry, PortfolioRules } from '#shared/money/entries.ts';
import { limit, one } from '#shared/money/decimal.ts';
import type { Day } from '#shared/money/days.ts';
import { inverse, r18 } from '#shared/money/rounding.ts';
import type { Currency } from '#shared/money/transactions.ts';

export type Source = 'manual' | 'import' | 'sim' | 'deribit';

/** Of figures of one day the first counts. */
export const sourceOrder: readonly Source[] = ['manual', 'import', 'deribit', 'sim'];

/** `rate` of `quote` for 1 of `base`, in units. */
export interface RateRow {
  readonly base: Currency;
  readonly quote: Currency;
  readonly day: Day;
  readonly rate: bigint;
  readonly source: Source;
}

/** A figure and where it came from. */
export interface Observed {
  readonly figure: bigint;
  readonly day: Day;
  readonly source: Source;
}

/** The last of `sorted` that is not after `day`. */
export function newestUpTo<Row extends { readonly day: Day }>(sorted: readonly Row[], day: Day): Row | null {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.day ?? Infinity) <= day) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1] ?? null;
}

/** Rates are also found by way of these. */
export const crossings: readonly Currency[] = ['USD', 'EUR', 'RUB'];

interface Currencies {
  readonly from: Currency;
  readonly to: Currency;
}

const key = (from: Currency, to: Currency) => `${from}/${to}`;
const isRate = (rate: bigint) => rate > 0n && rate < limit;

interface RateSources {
  readonly rows: readonly RateRow[];
  /** Live entries in the order of the ledger. */
  readonly entries: readonly Entry[];
  readonly portfolio: PortfolioRules;
  /** Whence the rates of entries are said to come. */
  readonly sourceOf?: (entry: Entry) => Source;
}

/** X of a portfolio: the newest rate known on a day. Rows, its own transactions, and crosses of rows count. */
export class Rates {
  readonly #rows = new Map<string, Observed[]>();
  readonly #own = new Map<string, Observed[]>();
  readonly #last = new Map<string, { readonly day: Day; readonly figure: bigint | null }>();

  constructor({ rows, entries, portfolio, sourceOf = () => 'manual' }: RateSources) {
    for (const row of rows)
      if (row.source !== 'sim' || portfolio.isSample)
        both(
          this.#rows,
          { from: row.base, to: row.quote },
          { figure: row.rate, day: row.day, source: row.source },
        );
    for (const entry of entries)
      for (const { currency, rate } of entry.rates)
        both(
          this.#own,
          { from: currency, to: portfolio.baseCurrency },
          {
            figure: rate,
            day: entry.day,
            source: sourceOf(entry),
          },
        );
    // Of one day the first source stands last, where the newest is looked for.
    for (const list of this.#rows.values())
      list.sort((a, b) => a.day - b.day || sourceOrder.indexOf(b.source) - sourceOrder.indexOf(a.source));
  }

  #row(from: Currency, to: Currency, day: Day): Observed | null {
    return newestUpTo(this.#rows.get(key(from, to)) ?? [], day);
  }

  #cross({ from, to }: Currencies, via: Currency, day: Day): Observed | null {
    if (via === from || via === to) return null;
    const [first, second] = [this.#row(from, via, day), this.#row(via, to, day)];
    if (!first || !second) return null;
    const older = first.day <= second.day ? first : second;
    return { figure: r18(first.figure * second.figure, one), day: older.day, source: older.source };
  }

  /** The price of 1 of `from` in `to`; null where nothing is known. Of one day the first in the list counts. */
  observed(from: Currency, to: Currency, day: Day): Observed | null {
    const candidates = [
      this.#row(from, to, day),
      newestUpTo(this.#own.get(key(from, to)) ?? [], day),
      ...crossings.map((via) => this.#cross({ from, to }, via, day)),
    ];
    return candidates.reduce<Observed | null>(
      (newest, candidate) =>
        candidate && isRate(candidate.figure) && (!newest || candidate.day > newest.day) ? candidate : newest,
      null,
    );
  }

  /** Asked for every position of a day, so the day's answer is kept. */
  on(from: Currency, to: Currency, day: Day): bigint | null {
    if (from === to) return one;
    const name = key(from, to);
    const last = this.#last.get(name);
    if (last?.day === day) return last.figure;
    const figure = this.observed(from, to, day)?.figure ?? null;
    this.#last.set(name, { day, figure });
    return figure;
  }
}

function both(lists: Map<string, Observed[]>, { from, to }: Currencies, seen: Observed): void {
  push(lists, key(from, to), seen);
  push(lists, key(to, from), { ...seen, figure: inverse(seen.figure) });
}

function push<Row>(lists: Map<string, Row[]>, name: string, row: Row): void {
  const list = lists.get(name);
  if (list) list.push(row);
  else lists.set(name, [row]);
}
