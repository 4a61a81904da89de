import { seenIn, type Valued } from './valued.rules.ts';
import { writeDay, type Day } from '#shared/money/days.ts';
import { provenanceOf, type Provenance } from '#shared/money/provenance.ts';
import type { FigureProvenance, ToldProvenance } from '#shared/money/provenance-output.ts';
import type { Observed } from '#shared/money/rates.ts';

export function toFigureProvenance(seen: Observed | null): FigureProvenance | null {
  return seen && { source: seen.source, asOf: writeDay(seen.day) };
}

/** Of a sum of figures on a day. */
export function toSumProvenance(items: readonly Provenance[], day: Day, unpriced: number): ToldProvenance {
  const { sources, asOf, ...sum } = provenanceOf(items, day, unpriced);
  return { ...sum, sources: [...sources], asOf: asOf === null ? null : writeDay(asOf) };
}

/** Every figure that a value is made of. What is held no more adds none. */
export function figuresOfValue({ positions, balances }: Pick<Valued, 'positions' | 'balances'>): {
  items: Provenance[];
  unpriced: number;
} {
  const held = positions.filter(({ holding }) => holding.quantity !== 0n);
  return {
    items: seenIn([...held.flatMap(({ price, rate }) => [price, rate]), ...balances.map(({ rate }) => rate)]),
    unpriced: held.filter(({ price }) => price === null).length,
  };
}
