import type { OpenBooks } from '#server/money/transactions/books.service.ts';
import { figuresOfValue, toSumProvenance } from '#server/money/transactions/provenance.presenter.ts';
import { valuedAsHeld } from '#server/money/transactions/valued.rules.ts';
import { writeDay } from '#shared/money/days.ts';
import { decimal, priced } from '#shared/money/decimal.ts';
import { figuresOf, type Figures } from '#shared/money/figures.ts';
import { gainOf, type Gain } from '#shared/money/gains.ts';
import { sweep, type DatedFlow, type Range, type Sweep } from '#shared/money/performance.ts';
import { pointsMaximum, type Performance } from '#shared/money/performance-output.ts';
import { indexOne, toFloat } from '#shared/money/ratios.ts';
import type { DayValue } from '#shared/money/returns.ts';

/** A range of a portfolio, or of one instrument in it. */
export function toPerformance(opened: OpenBooks, range: Range, instrumentId: string | null): Performance {
  const { id, books } = opened;
  const swept = sweep(books, range, instrumentId);
  const { index, brokenOn: _brokenOn, maxDrawdown, xirr, ...figures } = figuresOf(swept, range);
  const { items, unpriced } = figuresOfValue(valuedAsHeld(books, range.to, heldAt(swept, instrumentId)));
  return {
    portfolioId: id,
    instrumentId,
    from: writeDay(range.from),
    to: writeDay(range.to),
    currency: books.portfolio.baseCurrency,
    opening: priced(swept.opening),
    closing: priced(swept.closing),
    contributions: decimal(sumOf(swept.flows, 1n)),
    withdrawals: decimal(sumOf(swept.flows, -1n)),
    gain: toGain(swept.gain),
    ...figures,
    xirr: { ...xirr, rates: [...xirr.rates] },
    maxDrawdown: toDrawdown(maxDrawdown),
    series: seriesOf(swept.days, index),
    provenance: toSumProvenance(items, range.to, unpriced),
  };
}

/** What a range ends with; of an instrument alone, its position and what it has still to settle. */
function heldAt({ end: { holdings, balances } }: Sweep, instrumentId: string | null) {
  const held = holdings.held().filter(([id]) => instrumentId === null || id === instrumentId);
  return { held, balances: balances.list() };
}

function sumOf(flows: readonly DatedFlow[], sign: 1n | -1n): bigint {
  return flows.reduce((sum, { amount }) => sum + (amount * sign > 0n ? amount * sign : 0n), 0n);
}

export function toGain(gain: Gain) {
  const { price, fx, income, fees, taxes } = gain;
  return {
    total: priced(gainOf(gain)),
    price: priced(price),
    fx: priced(fx),
    income: priced(income),
    fees: priced(fees),
    taxes: priced(taxes),
  };
}

function toDrawdown(fall: Figures['maxDrawdown']): Performance['maxDrawdown'] {
  return (
    fall && {
      value: fall.value,
      peak: writeDay(fall.peak),
      trough: writeDay(fall.trough),
      recovered: fall.recovered === null ? null : writeDay(fall.recovered),
    }
  );
}

/** Every day, or else every k-th and the last. */
function seriesOf(days: readonly DayValue[], index: Figures['index']): Performance['series'] {
  const step = Math.ceil(days.length / pointsMaximum);
  return days
    .map(({ day, value }, place) => ({ day, value, at: index[place] ?? null }))
    .filter((_, place) => (place + 1) % step === 0 || place === days.length - 1)
    .map(({ day, value, at }) => ({
      date: writeDay(day),
      value: priced(value),
      index: at === null ? null : toFloat({ numerator: at, denominator: indexOne }),
    }));
}
