import { z } from 'zod';
import { decimalOutput } from '#shared/money/decimal.ts';
import { daySchema } from '#shared/money/days.ts';
import { accounts } from '#shared/money/entries.ts';
import { pageMaximum, pageSize } from '#shared/money/pages.ts';
import { lotsNamed, transactionInput, transactionTypes } from '#shared/money/transactions.ts';
import { boundedText, instant, rowId } from '#shared/text.ts';

/** The most rows that a portfolio has. What is wrong can be voided beyond it. */
export const transactionsMaximum = 100_000;

/** What a caller names a write by, so that a retry is not recorded twice. One space for a portfolio. */
const requestKey = boundedText(64).regex(/^[A-Za-z0-9_-]{8,64}$/);

/** A transaction to record. */
export const recordInput = z.strictObject({
  portfolioId: rowId,
  key: requestKey,
  transaction: transactionInput,
});
export type RecordInput = z.infer<typeof recordInput>;

/** A recorded transaction that is as if it had never been, and what stands in its place. */
export const replaceInput = z.strictObject({
  portfolioId: rowId,
  key: requestKey,
  transactionId: rowId,
  transaction: transactionInput,
});
export type ReplaceInput = z.infer<typeof replaceInput>;

/** A recorded transaction that is as if it had never been. */
export const voidInput = z.strictObject({ portfolioId: rowId, key: requestKey, transactionId: rowId });
export type VoidInput = z.infer<typeof voidInput>;

/** The types of rows: those that are entered, and the one that voids another. */
export const rowTypes = [...transactionTypes, 'void'] as const;
export type RowType = (typeof rowTypes)[number];

/** Where a page begins: behind the transaction of this day, rank, number and id. */
const cursor = boundedText(80).regex(/^\d{4}-\d{2}-\d{2}\.[01]\.\d{1,15}\.[0-9a-f-]{36}$/);

/** Which transactions, newest first. Days include both ends. */
export const listTransactionsInput = z
  .strictObject({
    portfolioId: rowId.optional(),
    instrumentId: rowId.optional(),
    types: z.array(z.enum(rowTypes)).max(rowTypes.length).optional(),
    from: daySchema.optional(),
    to: daySchema.optional(),
    includeVoided: z.boolean().optional(),
    cursor: cursor.optional(),
    limit: pageSize.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] })
  .optional();
export type ListTransactionsInput = z.infer<typeof listTransactionsInput>;

/** Trade, accrued interest, fee and tax, each of two. */
const legsMaximum = 8;

const leg = z.object({
  account: z.enum(accounts),
  instrumentId: z.guid().nullable(),
  quantity: decimalOutput.nullable(),
  currency: z.string(),
  amount: decimalOutput,
  baseAmount: decimalOutput,
});

const decimalField = decimalOutput.nullable().optional();
const textField = z.string().nullable().optional();
const countField = z.int().nullable().optional();

/**
 * A recorded transaction: the fields of its type, null where nothing was given. Its legs add up to 0. A row that was
 * replaced is voided too.
 */
export const transactionSchema = z.object({
  id: z.guid(),
  portfolioId: z.guid(),
  type: z.enum(rowTypes),
  tradeDate: z.string(),
  seq: z.int(),
  source: z.enum(['manual', 'import', 'sim']),
  instrumentId: z.guid().nullable(),
  symbol: z.string().nullable(),
  toInstrumentId: textField,
  quantity: decimalField,
  price: decimalField,
  amount: decimalField,
  currency: z.string().nullable(),
  counterCurrency: textField,
  counterAmount: decimalField,
  fee: decimalField,
  tax: decimalField,
  accrued: decimalField,
  acquiredOn: textField,
  cost: decimalField,
  costBase: decimalField,
  lots: z
    .array(z.object({ lot: z.guid(), quantity: decimalOutput }))
    .max(lotsNamed)
    .nullable()
    .optional(),
  numerator: countField,
  denominator: countField,
  costFraction: decimalField,
  fxRate: decimalOutput.nullable(),
  note: z.string().nullable(),
  isAssumed: z.boolean(),
  legs: z.array(leg).max(legsMaximum),
  voids: z.guid().nullable(),
  voidedBy: z.guid().nullable(),
  replaces: z.guid().nullable(),
  replacedBy: z.guid().nullable(),
  createdAt: instant,
});
export type Transaction = z.infer<typeof transactionSchema>;

/** One page of them. */
export const transactionsPage = z.object({
  items: z.array(transactionSchema).max(pageMaximum),
  nextCursor: z.string().nullable(),
});
export type TransactionsPage = z.infer<typeof transactionsPage>;
