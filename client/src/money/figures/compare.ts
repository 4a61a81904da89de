import { digitsOf } from '#client/money/figures/priced-text.ts';
import type { Priced } from '#shared/money/decimal.ts';

type Figure = Priced | string;

const places = 18;

/** Whole units of the last place that a decimal may have. */
function unitsOf(figure: Figure): bigint {
  const [whole = '', fraction = ''] = digitsOf(figure).split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** Below 0 where the first is less; exact, for sorting. */
export function compareFigures(left: Figure, right: Figure): number {
  const distance = distanceOf(left, right);
  return distance === 0n ? 0 : distance < 0n ? -1 : 1;
}

/** How much more the first is, in whole units of the last place; exact, for comparing differences. */
export function distanceOf(left: Figure, right: Figure): bigint {
  return unitsOf(left) - unitsOf(right);
}

/** -1, 0 or 1. */
export function signOf(figure: Figure): number {
  return compareFigures(figure, '0');
}
