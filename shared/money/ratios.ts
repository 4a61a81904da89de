/** An exact fraction; the denominator is above 0. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Bits that a quotient keeps before it becomes a float64, which has 53. */
const bits = 80n;

const magnitude = (value: bigint) => (value < 0n ? -value : value);
const bitLength = (value: bigint) => BigInt(value.toString(2).length);

/** The float64 next to a fraction, also where it is tiny or numerator and denominator are huge. */
export function toFloat({ numerator, denominator }: Ratio): number {
  if (numerator === 0n) return 0;
  const shift = bits + bitLength(denominator) - bitLength(magnitude(numerator));
  const scaled = shift > 0n ? (numerator << shift) / denominator : numerator / (denominator << -shift);
  return Number(scaled) * 2 ** -Number(shift);
}

/** Digits behind the point of an index of returns: far more than a float64 shows. */
export const indexOne = 10n ** 60n;
/** Digits behind those. What a fraction loses there is rounded away, so that what comes back to a value is equal to it. */
const guard = 10n ** 30n;

/** The product of returns so far: 1 before the first. Kept as a whole number, so that small gains lose no digit. */
export class ReturnIndex {
  #value = indexOne * guard;

  /** Links a period that ends with `numerator` for each `denominator` that it began with. */
  link({ numerator, denominator }: Ratio): void {
    this.#value = (this.#value * numerator) / denominator;
  }

  /** What the index stands above 1. */
  get gain(): number {
    return toFloat({ numerator: this.exact - indexOne, denominator: indexOne });
  }

  /** In whole units, to be compared and divided exactly. */
  get exact(): bigint {
    return (this.#value + guard / 2n) / guard;
  }
}
