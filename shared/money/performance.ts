import type { Entry, Pair } from '#shared/money/entries.ts';
import type { Day } from '#shared/money/days.ts';
import type { Holdings, Match, Moved } from '#shared/money/ledger.ts';
import type { Lot } from '#shared/money/lots.ts';
import type { DayValue } from '#shared/money/returns.ts';
import { multiply } from '#shared/money/rounding.ts';
import { Balances, emptyHoldings, mark, markLots, type Books, type Mark } from '#shared/money/valuation.ts';

/** The gain of a range, in the base currency; the parts add up to the total exactly. */
export interface Gain {
  readonly price: bigint;
  readonly fx: bigint;
  readonly income: bigint;
  readonly fees: bigint;
  readonly taxes: bigint;
}

export const gainOf = ({ price, fx, income, fees, taxes }: Gain) => price + fx + income + fees + taxes;

/** What came in on a day, or left (below 0), in the base currency. */
export interface DatedFlow {
  readonly day: Day;
  readonly amount: bigint;
}

/** One range of one portfolio, or of one instrument in it. */
export interface Sweep {
  readonly opening: bigint;
  readonly closing: bigint;
  readonly flows: readonly DatedFlow[];
  readonly gain: Gain;
  readonly days: readonly DayValue[];
  /** A future has no capital of its own, so no rate of return. */
  readonly hasCapital: boolean;
}

export interface Range {
  readonly from: Day;
  readonly to: Day;
}

/** Goes once through the days of a range; `instrumentId` looks at one instrument alone. */
export function sweep(books: Books, { from, to }: Range, instrumentId: string | null = null): Sweep {
  const view = instrumentId === null ? wholeView(books) : aloneView(books, instrumentId);
  const holdings = emptyHoldings(books);
  const balances = new Balances();
  const eve = from - 1;
  const firstInside = books.entries.findIndex(({ day }) => day > eve);
  const split = firstInside < 0 ? books.entries.length : firstInside;
  for (const entry of books.entries.slice(0, split)) {
    holdings.apply(entry);
    if (view.counts(entry)) balances.add(view.seen(entry));
  }
  const valueOn = (day: Day) => view.value(holdings, day) + balances.value(books, day);
  const opening = valueOn(eve);
  const openingBalances = balances.value(books, eve);
  const marked = holdings.copy((id, holding) => markLots(holding.lots(), mark(books, eve, [id, holding])));
  const gain = new GainParts(view);
  const flows: DatedFlow[] = [];
  const days: DayValue[] = [];
  let next = split;
  let value = opening;
  for (let day = from; day <= to; day += 1) {
    const today: DatedFlow[] = [];
    const heldBefore = view.isHeld(holdings);
    const isChanged = books.entries[next]?.day === day || books.rowDays.has(day);
    let opened = false;
    for (let entry = books.entries[next]; entry?.day === day; entry = books.entries[(next += 1)]) {
      holdings.apply(entry);
      const { matches, moved } = marked.apply(entry);
      gain.addMatches(matches);
      const isSeen = view.counts(entry);
      if (isSeen) {
        balances.add(view.seen(entry));
        gain.addLegs(entry);
      }
      today.push(...view.flows(entry, moved).map((amount) => ({ day, amount })));
      opened ||= view.opens(entry, moved);
    }
    if (isChanged) value = valueOn(day);
    flows.push(...today);
    const sumOf = (sign: 1n | -1n) =>
      today.reduce((sum, { amount }) => sum + (amount * sign > 0n ? amount * sign : 0n), 0n);
    days.push({ day, value, contributed: sumOf(1n), withdrawn: sumOf(-1n), isIdle: !heldBefore && !opened });
  }
  for (const [id, holding] of marked.held())
    gain.addOpen(id, holding.lots(), mark(books, to, [id, holdings.of(id)]));
  gain.addBalances(balances.value(books, to) - openingBalances);
  return { opening, closing: value, flows, gain: gain.parts(), days, hasCapital: view.hasCapital };
}

type Ended = Pick<Match, 'instrumentId' | 'value' | 'valueBase' | 'fxRate' | 'proceeds' | 'proceedsBase'>;

class GainParts {
  readonly #view: View;
  #price = 0n;
  #fx = 0n;
  #legs = { income: 0n, fee: 0n, tax: 0n };
  /** What legs put on cash and settlement, in the base currency. */
  #moved = 0n;

  constructor(view: View) {
    this.#view = view;
  }

  addMatches(matches: readonly Match[]): void {
    for (const match of matches) this.#addEnded(match);
  }

  /** Lots that are still held end at their share of what they are worth together. */
  addOpen(instrumentId: string, lots: readonly Lot[], end: Mark): void {
    for (const [index, { value, valueBase }] of markLots(lots, end).entries()) {
      const lot = lots[index];
      if (lot) this.#addEnded({ ...lot, instrumentId, proceeds: value, proceedsBase: valueBase });
    }
  }

  /** What a lot brought beyond its value: by its price, at the rate of its start; else by the rate. */
  #addEnded({ instrumentId, value, valueBase, fxRate, proceeds, proceedsBase }: Ended): void {
    if (!this.#view.includes(instrumentId)) return;
    const price = multiply(proceeds - value, fxRate);
    this.#price += price;
    this.#fx += proceedsBase - valueBase - price;
  }

  addLegs(entry: Entry): void {
    for (const { debit, credit, base } of entry.pairs) {
      this.#addLeg(debit, base);
      this.#addLeg(credit, -base);
    }
    for (const { debit, credit, base } of this.#view.seen(entry).pairs) {
      if (debit === 'cash' || debit === 'settlement') this.#moved += base;
      if (credit === 'cash' || credit === 'settlement') this.#moved -= base;
    }
  }

  #addLeg(account: Pair['debit'], base: bigint): void {
    if (account === 'income' || account === 'fee' || account === 'tax') this.#legs[account] -= base;
  }

  /** What balances gained without a leg, they gained by their rates. */
  addBalances(change: bigint): void {
    this.#fx += change - this.#moved;
  }

  parts(): Gain {
    const { income, fee: fees, tax: taxes } = this.#legs;
    return { price: this.#price, fx: this.#fx, income, fees, taxes };
  }
}

/** What a range looks at: a whole portfolio, or one instrument. */
interface View {
  readonly hasCapital: boolean;
  readonly includes: (instrumentId: string) => boolean;
  readonly counts: (entry: Entry) => boolean;
  /** The entry with the pairs whose balances are part of the value. */
  readonly seen: (entry: Entry) => Pick<Entry, 'pairs'>;
  readonly value: (holdings: Holdings, day: Day) => bigint;
  readonly isHeld: (holdings: Holdings) => boolean;
  readonly opens: (entry: Entry, moved: Moved | null) => boolean;
  readonly flows: (entry: Entry, moved: Moved | null) => bigint[];
}

function wholeView(books: Books): View {
  return {
    hasCapital: true,
    includes: () => true,
    counts: () => true,
    seen: (entry) => entry,
    value: (holdings, day) =>
      holdings.held().reduce((sum, [id, holding]) => sum + mark(books, day, [id, holding]).valueBase, 0n),
    isHeld: () => true,
    opens: () => true,
    flows: ({ pairs }) => flowsThrough(pairs, ['external']),
  };
}

const openingTypes = new Set<Entry['type']>(['buy', 'short', 'transfer_in']);

function aloneView(books: Books, id: string): View {
  const withoutCash = ({ debit, credit }: Pair) => debit !== 'cash' && credit !== 'cash';
  const settlementOf = (pair: Pair): Pair[] => {
    if (withoutCash(pair)) return [pair];
    // A settlement also moves cash, which is not the instrument's.
    if (pair.credit === 'settlement') return [{ ...pair, debit: 'external' }];
    return [];
  };
  return {
    hasCapital: books.instrument(id).kind !== 'future',
    includes: (instrumentId) => instrumentId === id,
    counts: ({ instrumentId }) => instrumentId === id,
    seen: ({ pairs }) => ({ pairs: pairs.flatMap(settlementOf) }),
    value: (holdings, day) => {
      const holding = holdings.of(id);
      return holding.quantity === 0n ? 0n : mark(books, day, [id, holding]).valueBase;
    },
    isHeld: (holdings) => holdings.of(id).quantity !== 0n,
    opens: (entry, moved) => (entry.instrumentId === id && openingTypes.has(entry.type)) || moved?.to === id,
    flows: ({ instrumentId, pairs }, moved) => [
      ...(instrumentId === id ? flowsThrough(pairs, ['cash', 'external']) : []),
      ...(moved?.from === id ? [-moved.valueBase] : []),
      ...(moved?.to === id ? [moved.valueBase] : []),
    ],
  };
}

/** What pairs bring in through accounts that stand outside, one by one. */
function flowsThrough(pairs: readonly Pair[], outside: readonly string[]): bigint[] {
  return pairs
    .map(
      ({ debit, credit, base }) =>
        (outside.includes(credit) ? base : 0n) - (outside.includes(debit) ? base : 0n),
    )
    .filter((amount) => amount !== 0n);
}
