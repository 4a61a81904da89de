import { z } from 'zod';
import { boundedText } from '#shared/text.ts';

/** A decimal as it is written on the wire: no exponent, no trailing zeros, no `-0`; `.` before the fraction. */
export type Decimal = string & { readonly '~decimal': 'as on the wire' };

/** Places behind the point: of money, and of everything else (quantities, prices, rates, multipliers, fractions). */
export const moneyPlaces = 8;
export const finePlaces = 18;

/** How many units are 1. Inside, every figure is a bigint of units of 10^-18. */
export const one = 10n ** BigInt(finePlaces);

/** What no figure of a transaction reaches: 10^18, in units. */
export const limit = one * one;

const longest = 1 + 18 + 1 + finePlaces;
const shape = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/;

/** A decimal that is read: at most 18 digits before the point and `places` behind it; nothing is cut off. */
function decimalOf(places: number) {
  return boundedText(longest, 'INVALID')
    .regex(shape, { abort: true })
    .refine((text) => (text.split('.')[1]?.length ?? 0) <= places);
}

/** An amount of money: at most 8 places. */
export const moneySchema = decimalOf(moneyPlaces);
/** A quantity, price, rate, multiplier or fraction: at most 18 places. */
export const fineSchema = decimalOf(finePlaces);

/** A decimal of an answer. */
export const decimalOutput = z.string() as unknown as z.ZodType<Decimal>;

/** Above 0. */
export const positive = (schema: z.ZodType<string, string>) => schema.refine((text) => units(text) > 0n);
/** 0 or above. */
export const notNegative = (schema: z.ZodType<string, string>) => schema.refine((text) => units(text) >= 0n);
/** Not 0. */
export const notZero = (schema: z.ZodType<string, string>) => schema.refine((text) => units(text) !== 0n);

/**
 * A decimal of an answer that a price or a rate entered. It is a string, and to the compiler none. So a page shows it by
 * the components of `client/src/money/figures` alone, which ask for its provenance.
 */
export interface Priced {
  readonly '~priced': 'shown with its provenance';
}

/** A priced decimal of an answer. */
export const pricedSchema = z.string() as unknown as z.ZodType<Priced>;

/** The priced decimal of so many units. */
export const priced = (value: bigint) => decimal(value) as unknown as Priced;

const read = /^-?\d+(?:\.\d{1,18})?$/;
/** 10 to the power of each place. */
const powers = Array.from({ length: finePlaces + 1 }, (_, place) => 10n ** BigInt(place));

/** The units of a decimal, as PostgreSQL writes one too. RangeError for anything else. */
export function units(text: string): bigint {
  if (!read.test(text)) throw new RangeError('This is no decimal');
  const point = text.indexOf('.');
  if (point < 0) return BigInt(text) * one;
  const places = text.length - point - 1;
  return BigInt(text.slice(0, point) + text.slice(point + 1)) * (powers[finePlaces - places] ?? one);
}

/** The decimal of so many units. */
export function decimal(value: bigint): Decimal {
  const digits = (value < 0n ? -value : value).toString().padStart(finePlaces + 1, '0');
  const fraction = withoutEndingZeros(digits.slice(-finePlaces));
  const text = digits.slice(0, -finePlaces) + (fraction && `.${fraction}`);
  return (value < 0n ? `-${text}` : text) as Decimal;
}

function withoutEndingZeros(digits: string): string {
  let length = digits.length;
  while (digits[length - 1] === '0') length -= 1;
  return digits.slice(0, length);
}
