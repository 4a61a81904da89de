import { z } from 'zod';
import { currencySchema } from '#shared/money/currencies.ts';
import { decimalOutput, pricedSchema } from '#shared/money/decimal.ts';
import { daySchema } from '#shared/money/days.ts';
import { portfoliosMaximum } from '#shared/money/portfolios.ts';
import { sumProvenance } from '#shared/money/provenance-output.ts';
import { rowId } from '#shared/text.ts';

/** Both days count; later than today is today. */
const range = { from: daySchema, to: daySchema };
const isForward = ({ from, to }: { from: string; to: string }) => from <= to;

/** A portfolio, or one instrument in it. */
export const performanceInput = z
  .strictObject({ portfolioId: rowId, instrumentId: rowId.optional(), ...range })
  .refine(isForward, { path: ['to'] });
export type PerformanceInput = z.infer<typeof performanceInput>;

/** The most points of a line; it has fewer where it is longer than that many days. */
export const pointsMaximum = 1_100;

/** All portfolios in one currency, or those that are named. */
export const netWorthInput = z
  .strictObject({
    currency: currencySchema,
    ...range,
    portfolioIds: z.array(rowId).max(portfoliosMaximum).optional(),
  })
  .refine(isForward, { path: ['to'] });
export type NetWorthInput = z.infer<typeof netWorthInput>;

const gain = z.object({
  total: pricedSchema,
  price: pricedSchema,
  fx: pricedSchema,
  income: pricedSchema,
  fees: pricedSchema,
  taxes: pricedSchema,
});

/** Flows that change sign often may have several rates; no real ones have so many. */
const ratesMaximum = 100;

const internalRates = z.object({
  status: z.enum(['one', 'several', 'none']),
  rates: z.array(z.number()).max(ratesMaximum),
});

const reason = z.enum(['NO_CAPITAL', 'TOO_SHORT', 'TOO_FEW_DAYS', 'NEVER_FELL']).optional();

/**
 * The gain of a range and its parts, which add up to it exactly, and its returns. A return that has no meaning is null,
 * and `reasons` says why. The series has at most 1,100 days.
 */
export const performanceSchema = z.object({
  portfolioId: z.guid(),
  instrumentId: z.guid().nullable(),
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  opening: pricedSchema,
  closing: pricedSchema,
  contributions: decimalOutput,
  withdrawals: decimalOutput,
  gain,
  twr: z.number().nullable(),
  twrAnnual: z.number().nullable(),
  dietz: z.number().nullable(),
  xirr: internalRates,
  maxDrawdown: z
    .object({ value: z.number(), peak: z.string(), trough: z.string(), recovered: z.string().nullable() })
    .nullable(),
  volatility: z.number().nullable(),
  reasons: z.object({
    twr: reason,
    twrAnnual: reason,
    dietz: reason,
    maxDrawdown: reason,
    volatility: reason,
  }),
  series: z
    .array(z.object({ date: z.string(), value: pricedSchema, index: z.number().nullable() }))
    .max(pointsMaximum),
  provenance: sumProvenance,
});
export type Performance = z.infer<typeof performanceSchema>;

/** Each way. */
const moversMaximum = 5;

const mover = z.object({ instrumentId: z.guid(), symbol: z.string(), gain: pricedSchema });
const withoutRate = z.enum(['FX_RATE_MISSING', 'NO_CAPITAL']).optional();

/** What all is worth together, day by day; what one portfolio lacks a rate for is named in `missing`. */
export const netWorthSchema = z.object({
  currency: z.string(),
  from: z.string(),
  to: z.string(),
  points: z
    .array(z.object({ date: z.string(), value: pricedSchema, contributed: pricedSchema }))
    .max(pointsMaximum),
  portfolios: z
    .array(z.object({ portfolioId: z.guid(), value: pricedSchema, weight: decimalOutput.nullable() }))
    .max(portfoliosMaximum),
  missing: z.array(z.guid()).max(portfoliosMaximum),
  gain: pricedSchema.nullable(),
  twr: z.number().nullable(),
  xirr: internalRates.nullable(),
  day: gain.nullable(),
  movers: z.object({ up: z.array(mover).max(moversMaximum), down: z.array(mover).max(moversMaximum) }),
  reasons: z.object({ gain: withoutRate, day: withoutRate, twr: withoutRate, xirr: withoutRate }),
  provenance: sumProvenance,
});
export type NetWorthTold = z.infer<typeof netWorthSchema>;
