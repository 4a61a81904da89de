import type { Entry, PortfolioRules } from '#shared/money/entries.ts';
import { limit } from '#shared/money/decimal.ts';
import type { Day } from '#shared/money/days.ts';
import { newestUpTo, sourceOrder, type Observed, type Source } from '#shared/money/rates.ts';
import { r18 } from '#shared/money/rounding.ts';

/** A price of an instrument in its currency, in units. */
export interface PriceRow {
  readonly instrumentId: string;
  readonly day: Day;
  readonly price: bigint;
  readonly source: Source;
}

interface PriceSources {
  readonly rows: readonly PriceRow[];
  /** Live entries in the order of the ledger. */
  readonly entries: readonly Entry[];
  readonly portfolio: PortfolioRules;
  /** Whence the prices of entries are said to come. */
  readonly sourceOf?: (entry: Entry) => Source;
}

/** A trade's price stands before every row of its day: a row counts more. */
const tradeRank = -1;
const rankOf = (source: Source) => sourceOrder.length - sourceOrder.indexOf(source);

/** P of a portfolio: the newest price seen up to a day. Rows and its own trades count; splits change older ones. */
export class Prices {
  readonly #seen = new Map<string, (Observed & { readonly rank: number })[]>();
  readonly #splits = new Map<string, { day: Day; n: bigint; d: bigint }[]>();

  constructor({ rows, entries, portfolio, sourceOf = () => 'manual' }: PriceSources) {
    for (const entry of entries) this.#read(entry, sourceOf(entry));
    for (const { instrumentId, day, price, source } of rows)
      if (source !== 'sim' || portfolio.isSample)
        this.#see(instrumentId, { figure: price, day, source, rank: rankOf(source) });
    for (const list of this.#seen.values()) list.sort((a, b) => a.day - b.day || a.rank - b.rank);
  }

  #read({ instrumentId, day, price, exchange }: Entry, source: Source): void {
    if (instrumentId === null) return;
    if (price !== null) this.#see(instrumentId, { figure: price, day, source, rank: tradeRank });
    if (exchange?.toInstrumentId !== null || !exchange) return;
    const splits = this.#splits.get(instrumentId) ?? [];
    this.#splits.set(instrumentId, [...splits, { day, n: exchange.numerator, d: exchange.denominator }]);
  }

  #see(instrumentId: string, seen: Observed & { rank: number }): void {
    const list = this.#seen.get(instrumentId);
    if (list) list.push(seen);
    else this.#seen.set(instrumentId, [seen]);
  }

  /** Null where nothing was ever seen. */
  observed(instrumentId: string, day: Day): Observed | null {
    const seen = newestUpTo(this.#seen.get(instrumentId) ?? [], day);
    if (!seen) return null;
    const figure = (this.#splits.get(instrumentId) ?? [])
      .filter((split) => seen.day < split.day && split.day <= day)
      .reduce((price, { n, d }) => r18(price * d, n), seen.figure);
    return figure >= limit ? null : { figure, day: seen.day, source: seen.source };
  }
}
