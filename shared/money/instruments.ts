import { z } from 'zod';
import { currencySchema } from '#shared/money/currencies.ts';
import { fineSchema, notNegative, positive } from '#shared/money/decimal.ts';
import { pageMaximum, pageSize, rowVersion } from '#shared/money/pages.ts';
import { boundedText, instant, isPlainLine, isVisibleLine, rowId, trimmedText } from '#shared/text.ts';

/** How many instruments a person may have. */
export const instrumentsMaximum = 2_000;

/** With what the symbols of sample data begin, in any case; nobody else's may. */
export const samplePrefix = 'DEMO-';

export const instrumentKinds = [
  'equity',
  'etf',
  'fund',
  'bond',
  'crypto',
  'option',
  'future',
  'other',
] as const;
export type InstrumentKind = (typeof instrumentKinds)[number];

/** An inverse contract pays in the coin it is on: it is worth quantity × multiplier / price. */
const payouts = ['linear', 'inverse'] as const;
export type Payout = (typeof payouts)[number];

const optionRights = ['call', 'put'] as const;

const line = (maximum: number) => trimmedText(maximum).min(1).refine(isVisibleLine);
const symbol = line(50);
const name = line(200);
const multiplier = positive(fineSchema);

/** Whatever an instrument may lack; `null` takes it away. */
const mayLack = {
  /** ISO 6166. */
  isin: boundedText(12)
    .regex(/^[A-Z]{2}[A-Z0-9]{9}\d$/)
    .nullish(),
  /** The market's code of ISO 10383. */
  mic: boundedText(4)
    .regex(/^[A-Z0-9]{4}$/)
    .nullish(),
  underlying: line(50).nullish(),
  strike: notNegative(fineSchema).nullish(),
  expiresAt: boundedText(40).check(z.iso.datetime()).nullish(),
  right: z.enum(optionRights).nullish(),
  /** What the market calls it from which its prices come. */
  marketSymbol: line(100).nullish(),
};

/**
 * A new instrument. Its symbol is unique among the person's, in any case. A multiplier of 1 and a linear payout are
 * taken where none is given; only a future may be inverse.
 */
export const createInstrumentInput = z.strictObject({
  symbol,
  name,
  kind: z.enum(instrumentKinds),
  currency: currencySchema,
  multiplier: multiplier.optional(),
  payout: z.enum(payouts).optional(),
  ...mayLack,
});
export type CreateInstrumentInput = z.infer<typeof createInstrumentInput>;

/**
 * Changes to an instrument. Once a transaction names it, also a voided one, its kind, currency, multiplier and payout
 * are refused with `IN_USE`.
 */
export const updateInstrumentInput = z.strictObject({
  instrumentId: rowId,
  version: rowVersion,
  symbol: symbol.optional(),
  name: name.optional(),
  kind: z.enum(instrumentKinds).optional(),
  currency: currencySchema.optional(),
  multiplier: multiplier.optional(),
  payout: z.enum(payouts).optional(),
  ...mayLack,
});
export type UpdateInstrumentInput = z.infer<typeof updateInstrumentInput>;

/** Removes an instrument that no transaction names, and its prices. */
export const removeInstrumentInput = z.strictObject({ instrumentId: rowId, version: rowVersion });
export type RemoveInstrumentInput = z.infer<typeof removeInstrumentInput>;

/** An instrument as every procedure returns it. Decimals are strings, `expiresAt` is an instant. */
export const instrumentSchema = z.object({
  id: z.guid(),
  symbol: z.string(),
  name: z.string(),
  kind: z.enum(instrumentKinds),
  currency: z.string(),
  multiplier: z.string(),
  payout: z.enum(payouts),
  isin: z.string().nullable(),
  mic: z.string().nullable(),
  underlying: z.string().nullable(),
  strike: z.string().nullable(),
  expiresAt: instant.nullable(),
  right: z.enum(optionRights).nullable(),
  marketSymbol: z.string().nullable(),
  version: z.int(),
  createdAt: instant,
});
export type Instrument = z.infer<typeof instrumentSchema>;

/**
 * Which instruments to list, by symbol. `search` is a part of the symbol or the name, or the beginning of the ISIN, in
 * any case. `cursor` is the `nextCursor` of the page before.
 */
export const listInstrumentsInput = z
  .strictObject({
    search: trimmedText(100).refine(isPlainLine).optional(),
    cursor: boundedText(50).refine(isPlainLine).optional(),
    limit: pageSize.optional(),
  })
  .nullish();
export type ListInstrumentsInput = z.infer<typeof listInstrumentsInput>;

/** A page of instruments. `nextCursor` leads to the next; null at the end. */
export const instrumentsPage = z.object({
  items: z.array(instrumentSchema).max(pageMaximum),
  nextCursor: z.string().nullable(),
});
export type InstrumentsPage = z.infer<typeof instrumentsPage>;
