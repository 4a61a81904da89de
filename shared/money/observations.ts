import { z } from 'zod';
import { currencySchema } from '#shared/money/currencies.ts';
import { daySchema } from '#shared/money/days.ts';
import { fineSchema, positive } from '#shared/money/decimal.ts';
import { rowId } from '#shared/text.ts';

/** How many prices and rates together a person may have. */
export const observationsMaximum = 1_000_000;
/** The most days of one call that writes. */
const writtenMaximum = 500;
/** The most rows of one answer, the newest. */
export const listedRowsMaximum = 4_000;

const sources = ['manual', 'import', 'deribit', 'sim'] as const;

/** The first day that may be entered. The last is today in the zone of the profile. */
const firstDay = '1970-01-01';
const enteredDay = daySchema.refine((day) => day >= firstDay);

const isOnce = (days: readonly string[]) => new Set(days).size === days.length;
const range = { from: daySchema.optional(), to: daySchema.optional() };
const dates = z.array(enteredDay).max(writtenMaximum).refine(isOnce);
const rowsOf = <Row extends { date: string }>(row: z.ZodType<Row, Row>) =>
  z
    .array(row)
    .max(writtenMaximum)
    .refine((rows) => isOnce(rows.map(({ date }) => date)));

const ofInstrument = { instrumentId: rowId };
const ofPair = { base: currencySchema, quote: currencySchema };
const isPair = ({ base, quote }: { base: string; quote: string }) => base !== quote;
const samePair = { path: ['quote'] };

/** How many rows were written or removed; those that say the same already do not count. */
export const changedOutput = z.object({ changed: z.int() });
export type Changed = z.infer<typeof changedOutput>;

/** The prices of an instrument on the days of a range, both included. */
export const listPricesInput = z.strictObject({ ...ofInstrument, ...range });
export type ListPricesInput = z.infer<typeof listPricesInput>;

/** The newest prices, newest first; of one day that first which counts first. */
export const priceList = z
  .array(z.object({ date: z.iso.date(), price: z.string(), source: z.enum(sources) }))
  .max(listedRowsMaximum);
export type PriceList = z.infer<typeof priceList>;

/** Prices entered by hand, a day once. Below 0 for a future alone; an inverse one has prices above 0. */
export const putPricesInput = z.strictObject({
  ...ofInstrument,
  rows: rowsOf(z.strictObject({ date: enteredDay, price: fineSchema })),
});
export type PutPricesInput = z.infer<typeof putPricesInput>;

/** Days whose prices go, entered or imported ones. */
export const removePricesInput = z.strictObject({ ...ofInstrument, dates });
export type RemovePricesInput = z.infer<typeof removePricesInput>;

/** The rates of a pair on the days of a range, both included. */
export const listRatesInput = z.strictObject({ ...ofPair, ...range }).refine(isPair, samePair);
export type ListRatesInput = z.infer<typeof listRatesInput>;

/** The newest rates, newest first: how much of the quote 1 of the base is. Rows of the reverse pair are inverted. */
export const rateList = z
  .array(z.object({ date: z.iso.date(), rate: z.string(), source: z.enum(sources) }))
  .max(listedRowsMaximum);
export type RateList = z.infer<typeof rateList>;

/** Rates entered by hand, a day once. A day's rate takes the place of any, also of the reverse pair. */
export const putRatesInput = z
  .strictObject({
    ...ofPair,
    rows: rowsOf(z.strictObject({ date: enteredDay, rate: positive(fineSchema) })),
  })
  .refine(isPair, samePair);
export type PutRatesInput = z.infer<typeof putRatesInput>;

/** Days whose rates go, entered or imported ones, in either direction. */
export const removeRatesInput = z.strictObject({ ...ofPair, dates }).refine(isPair, samePair);
export type RemoveRatesInput = z.infer<typeof removeRatesInput>;
