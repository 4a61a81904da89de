import { z } from 'zod';
import { decimalOutput, pricedSchema } from '#shared/money/decimal.ts';
import { daySchema } from '#shared/money/days.ts';
import { instrumentsMaximum } from '#shared/money/instruments.ts';
import { pageMaximum } from '#shared/money/pages.ts';
import { figureProvenance, sumProvenance } from '#shared/money/provenance-output.ts';
import { transactionsMaximum } from '#shared/money/transaction-rows.ts';
import { rowId } from '#shared/text.ts';

/** A portfolio at the end of a day; later than today is today. */
export const listPositionsInput = z.strictObject({
  portfolioId: rowId,
  date: daySchema.optional(),
  includeClosed: z.boolean().optional(),
});
export type ListPositionsInput = z.infer<typeof listPositionsInput>;

/** The lots of one instrument at the end of a day. */
export const listLotsInput = z.strictObject({
  portfolioId: rowId,
  instrumentId: rowId,
  date: daySchema.optional(),
});
export type ListLotsInput = z.infer<typeof listLotsInput>;

const balance = z.object({
  currency: z.string(),
  amount: decimalOutput,
  amountBase: pricedSchema,
  weight: decimalOutput.nullable(),
  /** Null in the base currency, which needs no rate. */
  provenance: figureProvenance.nullable(),
});

/** What is held of one instrument. Cost and gain leave fees out. */
const position = z.object({
  instrumentId: z.guid(),
  symbol: z.string(),
  kind: z.string(),
  currency: z.string(),
  quantity: decimalOutput,
  cost: decimalOutput,
  costBase: decimalOutput,
  value: pricedSchema,
  valueBase: pricedSchema,
  /** Null where none was ever seen: the value is then what the lots stand at. */
  price: pricedSchema.nullable(),
  fxRate: pricedSchema,
  gain: z.object({ total: pricedSchema, price: pricedSchema, fx: pricedSchema }),
  weight: decimalOutput.nullable(),
  provenance: sumProvenance,
});

/** All that a portfolio holds, in its base currency too. A weight is null where all together is worth nothing. */
export const positionsSchema = z.object({
  portfolioId: z.guid(),
  date: z.string(),
  value: pricedSchema,
  provenance: sumProvenance,
  cash: z.array(balance).max(pageMaximum),
  settlement: z.array(balance).max(pageMaximum),
  items: z.array(position).max(instrumentsMaximum),
});
export type Positions = z.infer<typeof positionsSchema>;

const openLot = z.object({
  lot: z.guid(),
  date: z.string(),
  quantity: decimalOutput,
  cost: decimalOutput,
  costBase: decimalOutput,
  fee: decimalOutput,
  feeBase: decimalOutput,
  value: decimalOutput,
  valueBase: decimalOutput,
  fxRate: decimalOutput,
});

const closedLot = z.object({
  closedBy: z.guid(),
  lot: z.guid(),
  kind: z.enum(['disposal', 'transfer']),
  quantity: decimalOutput,
  proceeds: decimalOutput,
  proceedsBase: decimalOutput,
  closeFee: decimalOutput,
  closeFeeBase: decimalOutput,
  cost: decimalOutput,
  costBase: decimalOutput,
  openFee: decimalOutput,
  openFeeBase: decimalOutput,
  gain: decimalOutput,
  gainBase: decimalOutput,
});

/** Each opens or closes a lot, or part of one. */
const matchesMaximum = 2 * transactionsMaximum;

/** What is held of an instrument by the transactions that brought it, and what those that closed made of it. */
export const lotsSchema = z.object({
  open: z.array(openLot).max(transactionsMaximum),
  matches: z.array(closedLot).max(matchesMaximum),
});
export type Lots = z.infer<typeof lotsSchema>;
