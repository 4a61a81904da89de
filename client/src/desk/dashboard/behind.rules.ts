import { needsPrice } from '#client/money/positions/positions.rules.ts';
import { dayAfter } from '#client/lib/zoned-time.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Positions } from '#shared/money/positions.ts';

/** What keeps the figures of one portfolio from being whole, and where it is mended. */
export interface Behind {
  readonly kind: 'unpriced' | 'stalePrice' | 'staleRate';
  /** Symbols, or currencies. */
  readonly names: readonly string[];
  readonly to: string;
}

/** As old as a price or a rate may be. */
const freshDays = 7;
const namesShown = 3;

/** The card of a portfolio in which rates of one currency are put. */
export const pathToRates = (portfolioId: string, currency: string) =>
  `/portfolios/${portfolioId}?rate=${currency}#rate-${currency}`;

/** Says of each portfolio by itself what it lacks. One instrument is led to itself, several to their table. */
export function behindIn(
  { id }: Pick<Portfolio, 'id'>,
  { items, cash, settlement, date }: Positions,
): readonly Behind[] {
  const [unpriced, old] = [true, false].map((isNever) =>
    items.filter((item) => needsPrice(item) && (item.price === null) === isNever),
  );
  const oldest = dayAfter(date, -freshDays);
  const rated = [...cash, ...settlement].filter(({ provenance }) => provenance && provenance.asOf < oldest);
  const currencies = [...new Set(rated.map(({ currency }) => currency))];
  const ofItems = (kind: Behind['kind'], found: Positions['items'] = []): Behind => ({
    kind,
    names: found.map(({ symbol }) => symbol),
    to:
      found.length === 1
        ? `/portfolios/${id}/instruments/${found[0]?.instrumentId}#price`
        : `/portfolios/${id}`,
  });
  return [
    ofItems('unpriced', unpriced),
    ofItems('stalePrice', old),
    { kind: 'staleRate' as const, names: currencies, to: pathToRates(id, currencies[0] ?? '') },
  ].filter(({ names }) => names.length > 0);
}

/** The first few by name, the rest by number. */
export function shortList(names: readonly string[]): string {
  const rest = names.length - namesShown;
  const shown = names.slice(0, namesShown).join(', ');
  return rest > 0 ? `${shown} +${rest}` : shown;
}
