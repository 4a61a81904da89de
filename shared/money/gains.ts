import type { Entry, Pair } from '#shared/money/entries.ts';
import type { Day } from '#shared/money/days.ts';
import type { Holdings, Match } from '#shared/money/ledger.ts';
import type { Lot } from '#shared/money/lots.ts';
import { multiply } from '#shared/money/rounding.ts';
import { Balances, emptyHoldings, mark, markLots, type Books, type Mark } from '#shared/money/valuation.ts';
import { aloneView, wholeView, type View } from '#shared/money/views.ts';

/** The gain of a range, in the base currency; the parts add up to the total exactly. */
export interface Gain {
  readonly price: bigint;
  readonly fx: bigint;
  readonly income: bigint;
  readonly fees: bigint;
  readonly taxes: bigint;
}

export const gainOf = ({ price, fx, income, fees, taxes }: Gain) => price + fx + income + fees + taxes;

/** Every lot held, with its share of what it is worth at the end of a day as its value. */
export function markedOn(books: Books, holdings: Holdings, day: Day): Holdings {
  return holdings.copy((id, holding) => markLots(holding.lots(), mark(books, day, [id, holding])));
}

/** Balances of what a view sees, and what they and its lots gained since a day began. */
export class Track {
  readonly #view: View;
  readonly #gain: GainParts;
  readonly balances = new Balances();
  #opening = 0n;

  constructor(view: View) {
    this.#view = view;
    this.#gain = new GainParts(view);
  }

  /** An entry before the range. */
  addBefore(entry: Entry): void {
    if (this.#view.counts(entry)) this.balances.add(this.#view.seen(entry));
  }

  /** Begins the range after a day. */
  open(books: Books, eve: Day): void {
    this.#opening = this.balances.value(books, eve);
  }

  /** An entry inside the range, and what it closed of the lots as they stood on the eve. */
  addInside(entry: Entry, matches: readonly Match[]): void {
    this.#gain.addMatches(matches);
    if (!this.#view.counts(entry)) return;
    this.balances.add(this.#view.seen(entry));
    this.#gain.addLegs(entry);
  }

  /** What is still held of an instrument at the end. */
  addOpen(instrumentId: string, lots: readonly Lot[], end: Mark): void {
    this.#gain.addOpen(instrumentId, lots, end);
  }

  /** The parts of the gain up to a day. */
  close(books: Books, to: Day): Gain {
    this.#gain.addBalances(this.balances.value(books, to) - this.#opening);
    return this.#gain.parts();
  }
}

/** What one day gained: of all, and of each instrument. */
export function gainsOfDay(books: Books, day: Day): { whole: Gain; byInstrument: Map<string, Gain> } {
  const holdings = emptyHoldings(books);
  const whole = new Track(wholeView(books));
  const alone = new Map<string, Track>();
  const trackOf = (id: string): Track => {
    const track = alone.get(id) ?? new Track(aloneView(books, id));
    alone.set(id, track);
    return track;
  };
  const tracksOf = ({ instrumentId }: Pick<Entry, 'instrumentId'>) =>
    instrumentId === null ? [whole] : [whole, trackOf(instrumentId)];
  const inside: Entry[] = [];
  for (const entry of books.entries) {
    if (entry.day >= day) inside.push(entry);
    else {
      holdings.apply(entry);
      for (const track of tracksOf(entry)) track.addBefore(entry);
    }
  }
  const marked = markedOn(books, holdings, day - 1);
  whole.open(books, day - 1);
  for (const track of alone.values()) track.open(books, day - 1);
  for (const entry of inside) {
    if (entry.day > day) break;
    holdings.apply(entry);
    const { matches } = marked.apply(entry);
    for (const track of tracksOf(entry)) track.addInside(entry, matches);
  }
  for (const [id, holding] of marked.held()) {
    const end = mark(books, day, [id, holdings.of(id)]);
    for (const track of tracksOf({ instrumentId: id })) track.addOpen(id, holding.lots(), end);
  }
  const closed = [...alone].map(([id, track]) => [id, track.close(books, day)] as const);
  return { whole: whole.close(books, day), byInstrument: new Map(closed) };
}

type Ended = Pick<Match, 'instrumentId' | 'value' | 'valueBase' | 'fxRate' | 'proceeds' | 'proceedsBase'>;

/** Adds a gain up from what lots, legs and balances brought. */
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
