import { z } from 'zod';
import { instant } from '#shared/text.ts';

/** A day without a zone. */
const day = z.iso.date();
/** A decimal without trailing zeros. */
const figure = z.string();

const exportedPortfolio = z.object({
  id: z.guid(),
  name: z.string(),
  accountType: z.string(),
  baseCurrency: z.string(),
  country: z.string().nullable(),
  costMethod: z.string(),
  isSample: z.boolean(),
  isArchived: z.boolean(),
  createdAt: instant,
});
export type ExportedPortfolio = z.infer<typeof exportedPortfolio>;

const exportedInstrument = z.object({
  id: z.guid(),
  symbol: z.string(),
  name: z.string(),
  kind: z.string(),
  currency: z.string(),
  multiplier: figure,
  payout: z.string(),
  isin: z.string().nullable(),
  mic: z.string().nullable(),
  underlying: z.string().nullable(),
  strike: figure.nullable(),
  expiresAt: instant.nullable(),
  right: z.string().nullable(),
  marketSymbol: z.string().nullable(),
  createdAt: instant,
});
export type ExportedInstrument = z.infer<typeof exportedInstrument>;

const exportedPrice = z.object({ instrumentId: z.guid(), date: day, price: figure, source: z.string() });
export type ExportedPrice = z.infer<typeof exportedPrice>;

const exportedRate = z.object({
  base: z.string(),
  quote: z.string(),
  date: day,
  rate: figure,
  source: z.string(),
});
export type ExportedRate = z.infer<typeof exportedRate>;

const closedLot = z.object({ lot: z.string(), quantity: figure });
const field = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(closedLot).max(1000)]);

/** `fields` is the rest of what was entered, as it was entered. */
const exportedTransaction = z.object({
  id: z.guid(),
  portfolioId: z.guid(),
  seq: z.int(),
  type: z.string(),
  tradeDate: day,
  source: z.string(),
  key: z.string(),
  voids: z.guid().nullable(),
  voidedBy: z.guid().nullable(),
  replaces: z.guid().nullable(),
  instrumentId: z.guid().nullable(),
  toInstrumentId: z.guid().nullable(),
  fields: z.record(z.string(), field),
  fxRate: figure.nullable(),
  costBase: figure.nullable(),
  isAssumed: z.boolean(),
  note: z.string().nullable(),
  createdAt: instant,
});
export type ExportedTransaction = z.infer<typeof exportedTransaction>;

const exportedLeg = z.object({
  transactionId: z.guid(),
  n: z.int(),
  account: z.string(),
  instrumentId: z.guid().nullable(),
  quantity: figure.nullable(),
  currency: z.string(),
  amount: figure,
  baseAmount: figure,
});
export type ExportedLeg = z.infer<typeof exportedLeg>;

/** The tables of a person's money in the copy of their data. `older…` counts the rows left out. */
export const exportedMoney = (rowsMaximum: number) => ({
  portfolios: z.array(exportedPortfolio).max(rowsMaximum),
  olderPortfolios: z.int(),
  instruments: z.array(exportedInstrument).max(rowsMaximum),
  olderInstruments: z.int(),
  transactions: z.array(exportedTransaction).max(rowsMaximum),
  olderTransactions: z.int(),
  transactionLegs: z.array(exportedLeg).max(rowsMaximum),
  olderTransactionLegs: z.int(),
  prices: z.array(exportedPrice).max(rowsMaximum),
  olderPrices: z.int(),
  fxRates: z.array(exportedRate).max(rowsMaximum),
  olderFxRates: z.int(),
});
