import type { Format } from '#client/lib/format.ts';

export interface MoneyLook {
  readonly currency: string;
  /** A plus stands before what is above 0. */
  readonly hasSign?: boolean | undefined;
  /** The price of one: as many places as it has, 8 at most, more where it would read as 0. */
  readonly isUnitPrice?: boolean | undefined;
  /** The currency stands above the column. */
  readonly isUnitAbove?: boolean | undefined;
}

/** Coins, which ISO 4217 does not have: `Intl` refuses codes of four letters and knows no places of the others. */
const coinPlaces: Readonly<Record<string, number>> = { BTC: 8, ETH: 8, SOL: 8, USDC: 2, USDT: 2 };

const finestPlaces = 8;
const finest = '0.00000001';
const noBreakSpace = '\u00a0';

/** What a page says of figures, all of it from the decimals of the wire. */
export function createFigures({ decimal: write }: Pick<Format, 'decimal'>) {
  return {
    /** `$1,234.50`, `1 234,50 ₽`, `1,234.50 USDC`: as many places as the currency has minor units. */
    money(decimal: string, { currency, hasSign, isUnitPrice, isUnitAbove }: MoneyLook) {
      const options = {
        ...(hasSign && { signDisplay: 'exceptZero' as const }),
        ...placesOf(currency, isUnitPrice),
      };
      if (isUnitAbove) return write(decimal, options);
      if (currency in coinPlaces) return `${write(decimal, options)}${noBreakSpace}${currency}`;
      return write(decimal, { style: 'currency', currency, ...options });
    },
    /** At most 8 places. What is less than can be written is told as less, not as nothing. */
    quantity(decimal: string) {
      const options = { maximumFractionDigits: finestPlaces };
      const written = write(decimal, options);
      const isTiny = written === write('0', options) && /[1-9]/.test(decimal);
      return isTiny ? `<${noBreakSpace}${write(finest, options)}` : written;
    },
    /** `12.3%`, `12,3 %`. Returns are fractions in floating point; weights are decimals. */
    ratio(fraction: string | number, hasSign = false) {
      const text = typeof fraction === 'number' ? fraction.toFixed(ratioPlaces) : fraction;
      return write(text, {
        style: 'percent',
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        ...(hasSign && { signDisplay: 'exceptZero' }),
      });
    },
  };
}
export type Figures = ReturnType<typeof createFigures>;

/** Enough for a percentage of one place, and never with an exponent. */
const ratioPlaces = 12;

function placesOf(currency: string, isUnitPrice = false): Intl.NumberFormatOptions {
  const places = coinPlaces[currency] ?? minorUnitsOf(currency);
  if (!isUnitPrice) return { minimumFractionDigits: places, maximumFractionDigits: places };
  return {
    minimumFractionDigits: places,
    maximumFractionDigits: finestPlaces,
    maximumSignificantDigits: 4,
    roundingPriority: 'morePrecision',
  };
}

const minorUnits = new Map<string, number>();

function minorUnitsOf(currency: string): number {
  const known = minorUnits.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  minorUnits.set(currency, maximumFractionDigits ?? 2);
  return maximumFractionDigits ?? 2;
}
