import { toGain } from './performance.presenter.ts';
import type { OpenBooks } from '#server/money/transactions/books.service.ts';
import { figuresOfValue, toSumProvenance } from '#server/money/transactions/provenance.presenter.ts';
import { seenIn, valuedAsHeld } from '#server/money/transactions/valued.rules.ts';
import { writeDay, type Day } from '#shared/money/days.ts';
import { decimal, priced } from '#shared/money/decimal.ts';
import { netWorthOf, type Mover } from '#shared/money/net-worth.ts';
import type { End, Range } from '#shared/money/performance.ts';
import type { NetWorthTold } from '#shared/money/performance-output.ts';

/** What portfolios are worth together in one currency. */
export function toNetWorth(opened: readonly OpenBooks[], currency: string, range: Range): NetWorthTold {
  const symbols = new Map(
    opened.flatMap(({ instruments }) => [...instruments.values()].map(({ id, symbol }) => [id, symbol])),
  );
  const symbolOf = (id: string) => symbols.get(id) ?? '';
  const found = netWorthOf(
    opened.map(({ id, books }) => ({ id, books, symbolOf })),
    currency,
    range,
  );
  const toMover = ({ instrumentId, gain }: Mover) => ({
    instrumentId,
    symbol: symbolOf(instrumentId),
    gain: priced(gain),
  });
  return {
    currency,
    from: writeDay(range.from),
    to: writeDay(range.to),
    points: found.points.map(({ day, value, contributed }) => ({
      date: writeDay(day),
      value: priced(value),
      contributed: priced(contributed),
    })),
    portfolios: found.portfolios.map(({ id, value, weight }) => ({
      portfolioId: id,
      value: priced(value),
      weight: weight === null ? null : decimal(weight),
    })),
    missing: [...found.missing],
    gain: found.gain === null ? null : priced(found.gain),
    twr: found.twr,
    xirr: found.xirr && { ...found.xirr, rates: [...found.xirr.rates] },
    day: found.day && toGain(found.day),
    movers: { up: found.movers.up.map(toMover), down: found.movers.down.map(toMover) },
    reasons: reasonsOf(found.missing.length > 0, found.twr),
    provenance: provenanceOfAll(opened, found.ends, { currency, to: range.to }),
  };
}

function reasonsOf(isMissing: boolean, twr: number | null): NetWorthTold['reasons'] {
  const missing = 'FX_RATE_MISSING' as const;
  if (isMissing) return { gain: missing, day: missing, twr: missing, xirr: missing };
  return twr === null ? { twr: 'NO_CAPITAL' } : {};
}

/** Of the last day: what values each portfolio, and the rate that converts it. */
function provenanceOfAll(
  opened: readonly OpenBooks[],
  ends: readonly End[],
  { currency, to }: { currency: string; to: Day },
) {
  const parts = opened.map(({ books }, index) => {
    const { baseCurrency } = books.portfolio;
    const held = ends[index]?.holdings.held() ?? [];
    const balances = ends[index]?.balances.list() ?? [];
    const { items, unpriced } = figuresOfValue(valuedAsHeld(books, to, { held, balances }));
    const rate = baseCurrency === currency ? null : books.rates.observed(baseCurrency, currency, to);
    return { items: books.entries.length === 0 ? [] : [...items, ...seenIn([rate])], unpriced };
  });
  return toSumProvenance(
    parts.flatMap(({ items }) => items),
    to,
    parts.reduce((sum, { unpriced }) => sum + unpriced, 0),
  );
}
