import { z } from 'zod';
import { currencySchema } from '#shared/money/currencies.ts';
import { fineSchema, moneySchema, notNegative, notZero, positive, units } from '#shared/money/decimal.ts';
import { enteredDay } from '#shared/money/days.ts';
import { boundedText, isPlainLine, rowId } from '#shared/text.ts';

/** A code of ISO 4217 in capitals, or one of the coins BTC ETH SOL USDC USDT. */
export type Currency = string;

/** The most lots that a transaction names. */
export const lotsNamed = 1000;

const lotsClosed = z
  .array(z.strictObject({ lot: rowId, quantity: positive(fineSchema) }))
  .max(lotsNamed)
  .refine((lots) => new Set(lots.map(({ lot }) => lot)).size === lots.length);

const common = { tradeDate: enteredDay, note: boundedText(500).refine(isPlainLine).optional() };
const rate = { fxRate: positive(fineSchema).optional() };
const costs = { fee: notNegative(moneySchema).optional(), tax: notNegative(moneySchema).optional() };
const withLegs = { ...common, ...rate, ...costs };
const currency = currencySchema;
const ofInstrument = { instrumentId: rowId };

const traded = {
  ...withLegs,
  ...ofInstrument,
  quantity: positive(fineSchema),
  price: fineSchema,
  amount: positive(moneySchema).optional(),
};
const accrued = { accrued: notNegative(moneySchema).optional() };
const closes = { lots: lotsClosed.optional() };
const paid = { amount: notZero(moneySchema), currency: currency.optional() };
const ratio = z.int().min(1).max(1_000_000);
const exchanged = { ...common, ...ofInstrument, numerator: ratio, denominator: ratio };

/**
 * What happened to a portfolio, as it is entered. Amounts are in the instrument's currency or in `currency`; `fxRate`
 * is the base currency's price of 1 of it. A short is opened by `short` and closed by `cover`.
 */
export const transactionInput = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.enum(['deposit', 'withdrawal']),
    ...withLegs,
    currency,
    amount: positive(moneySchema),
  }),
  z.strictObject({ type: z.literal('buy'), ...traded, ...accrued }),
  z.strictObject({ type: z.literal('short'), ...traded }),
  z.strictObject({ type: z.literal('sell'), ...traded, ...closes, ...accrued }),
  z.strictObject({ type: z.literal('cover'), ...traded, ...closes }),
  z.strictObject({
    type: z.literal('expire'),
    ...withLegs,
    ...ofInstrument,
    quantity: positive(fineSchema),
    price: fineSchema.optional(),
  }),
  z.strictObject({
    type: z.literal('settlement'),
    ...withLegs,
    ...ofInstrument,
    amount: notZero(moneySchema),
  }),
  z.strictObject({ type: z.literal('dividend'), ...withLegs, ...ofInstrument, ...paid }),
  z.strictObject({ type: z.literal('interest'), ...withLegs, instrumentId: rowId.optional(), ...paid }),
  z.strictObject({
    type: z.enum(['fee', 'tax']),
    ...common,
    ...rate,
    instrumentId: rowId.optional(),
    ...paid,
  }),
  z.strictObject({
    type: z.literal('fx'),
    ...withLegs,
    currency,
    amount: positive(moneySchema),
    counterCurrency: currency,
    counterAmount: positive(moneySchema),
  }),
  z.strictObject({
    type: z.literal('transfer_in'),
    ...withLegs,
    ...ofInstrument,
    quantity: positive(fineSchema),
    price: fineSchema,
    acquiredOn: enteredDay.optional(),
    cost: moneySchema.optional(),
    costBase: moneySchema.optional(),
  }),
  z.strictObject({
    type: z.literal('transfer_out'),
    ...withLegs,
    ...ofInstrument,
    ...closes,
    quantity: positive(fineSchema),
    price: fineSchema,
  }),
  z.strictObject({ type: z.literal('split'), ...exchanged }),
  z.strictObject({ type: z.literal('merger'), ...exchanged, toInstrumentId: rowId }),
  z.strictObject({
    type: z.literal('spin_off'),
    ...exchanged,
    toInstrumentId: rowId,
    costFraction: notNegative(fineSchema).refine((text) => units(text) <= units('1')),
  }),
]);
export type TransactionInput = z.infer<typeof transactionInput>;
export type TransactionType = TransactionInput['type'];

/** All of them, as the contract lists them. */
export const transactionTypes = [
  'deposit',
  'withdrawal',
  'buy',
  'cover',
  'sell',
  'short',
  'expire',
  'settlement',
  'dividend',
  'interest',
  'fee',
  'tax',
  'fx',
  'transfer_in',
  'transfer_out',
  'split',
  'merger',
  'spin_off',
] as const satisfies readonly TransactionType[];
