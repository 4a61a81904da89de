import type { Day } from '#shared/money/days.ts';
import { markedOn, Track, type Gain } from '#shared/money/gains.ts';
import type { Holdings } from '#shared/money/ledger.ts';
import type { DayValue } from '#shared/money/returns.ts';
import { emptyHoldings, mark, type Balances, type Books } from '#shared/money/valuation.ts';
import { aloneView, wholeView } from '#shared/money/views.ts';

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
  readonly end: End;
}

/** What is there at the end of a range; balances are those that are part of its value. */
export interface End {
  readonly holdings: Holdings;
  readonly balances: Balances;
}

export interface Range {
  readonly from: Day;
  readonly to: Day;
}

/** Goes once through the days of a range; `instrumentId` looks at one instrument alone. */
export function sweep(books: Books, { from, to }: Range, instrumentId: string | null = null): Sweep {
  const view = instrumentId === null ? wholeView(books) : aloneView(books, instrumentId);
  const holdings = emptyHoldings(books);
  const track = new Track(view);
  const eve = from - 1;
  const firstInside = books.entries.findIndex(({ day }) => day > eve);
  const split = firstInside < 0 ? books.entries.length : firstInside;
  for (const entry of books.entries.slice(0, split)) {
    holdings.apply(entry);
    track.addBefore(entry);
  }
  const { balances } = track;
  const valueOn = (day: Day) => view.value(holdings, day) + balances.value(books, day);
  const opening = valueOn(eve);
  track.open(books, eve);
  const marked = markedOn(books, holdings, eve);
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
      track.addInside(entry, matches);
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
    track.addOpen(id, holding.lots(), mark(books, to, [id, holdings.of(id)]));
  const gain = track.close(books, to);
  return {
    opening,
    closing: value,
    flows,
    gain,
    days,
    hasCapital: view.hasCapital,
    end: { holdings, balances },
  };
}
