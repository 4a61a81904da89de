import { finePlaces, moneyPlaces, one } from '#shared/money/decimal.ts';

const moneyStep = 10n ** BigInt(finePlaces - moneyPlaces);

const magnitude = (value: bigint) => (value < 0n ? -value : value);

/** The quotient, rounded half to even. */
function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
  const quotient = n / d;
  // Cheaper than another division; most figures leave nothing.
  const rest = n - quotient * d;
  if (rest === 0n) return quotient;
  const twice = 2n * magnitude(rest);
  if (twice < d || (twice === d && quotient % 2n === 0n)) return quotient;
  return n < 0n ? quotient - 1n : quotient + 1n;
}

/** An exact figure, `numerator / denominator` units, rounded half to even at 8 places. */
export function r8(numerator: bigint, denominator = 1n): bigint {
  return divideHalfEven(numerator, denominator * moneyStep) * moneyStep;
}

/** The same at 18 places. */
export const r18 = divideHalfEven;

/** The product of two figures in units, rounded at 8 places. Most rates are 1. */
export const multiply = (left: bigint, right: bigint) => (right === one ? r8(left) : r8(left * right, one));

/** The rate of the other direction. */
export const inverse = (rate: bigint) => r18(one * one, rate);

/**
 * The share of `amount` that goes with `part` of `whole`. Taken one after another from what is left, shares add up to
 * the amount.
 */
export function take(amount: bigint, part: bigint, whole: bigint): bigint {
  return part === whole || amount === 0n ? amount : r8(amount * part, whole);
}

function floorDivide(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n % d !== 0n && n < 0n !== d < 0n ? quotient - 1n : quotient;
}

/** Largest first, of equal ones the earlier. */
function byRemainder(
  a: { remainder: bigint; index: number },
  b: { remainder: bigint; index: number },
): number {
  if (a.remainder === b.remainder) return a.index - b.index;
  return a.remainder > b.remainder ? -1 : 1;
}

/**
 * Divides `total` in proportion to `weights`, at `places`. Each part is the floor of its quota. The units left go to
 * the largest remainders, of equal ones to the earlier. The weights must not add up to 0.
 */
export function allocate(total: bigint, weights: readonly bigint[], places: number): bigint[] {
  const step = 10n ** BigInt(finePlaces - places);
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  const whole = magnitude(sum);
  const quotas = weights.map((weight) => (sum < 0n ? -1n : 1n) * (total / step) * weight);
  const parts = quotas.map((quota) => floorDivide(quota, whole));
  const remainders = quotas.map((quota, index) => ({
    index,
    remainder: quota - (parts[index] ?? 0n) * whole,
  }));
  let left = total / step - parts.reduce((all, part) => all + part, 0n);
  for (const { index } of remainders.toSorted(byRemainder)) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts.map((part) => part * step);
}
