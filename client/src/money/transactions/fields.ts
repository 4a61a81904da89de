import type { TransactionType } from '#shared/money/transactions.ts';

/** What one may be asked about a transaction. */
export const fieldNames = [
  'tradeDate',
  'instrumentId',
  'toInstrumentId',
  'quantity',
  'price',
  'amount',
  'currency',
  'counterAmount',
  'counterCurrency',
  'numerator',
  'denominator',
  'costFraction',
  'acquiredOn',
  'cost',
  'costBase',
  'fee',
  'tax',
  'accrued',
  'fxRate',
  'note',
] as const;
export type FieldName = (typeof fieldNames)[number];

interface Asked {
  /** In the order of the form. The day comes first. */
  readonly main: readonly FieldName[];
  /** Behind “More fields”. */
  readonly more: readonly FieldName[];
}

const traded = ['instrumentId', 'quantity', 'price', 'fee'] as const;
const plain = ['amount', 'currency'] as const;
const exchanged = ['instrumentId', 'numerator', 'denominator'] as const;

/** What each type of transaction asks for. */
export const asked: Readonly<Record<TransactionType, Asked>> = {
  buy: { main: traded, more: ['amount', 'accrued', 'tax', 'fxRate', 'note'] },
  sell: { main: traded, more: ['amount', 'accrued', 'tax', 'fxRate', 'note'] },
  short: { main: traded, more: ['amount', 'tax', 'fxRate', 'note'] },
  cover: { main: traded, more: ['amount', 'tax', 'fxRate', 'note'] },
  expire: { main: ['instrumentId', 'quantity', 'price'], more: ['fee', 'tax', 'fxRate', 'note'] },
  settlement: { main: ['instrumentId', 'amount'], more: ['fee', 'tax', 'fxRate', 'note'] },
  deposit: { main: plain, more: ['fee', 'tax', 'fxRate', 'note'] },
  withdrawal: { main: plain, more: ['fee', 'tax', 'fxRate', 'note'] },
  dividend: { main: ['instrumentId', 'amount', 'tax'], more: ['currency', 'fee', 'fxRate', 'note'] },
  interest: { main: plain, more: ['instrumentId', 'fee', 'tax', 'fxRate', 'note'] },
  fee: { main: plain, more: ['instrumentId', 'fxRate', 'note'] },
  tax: { main: plain, more: ['instrumentId', 'fxRate', 'note'] },
  fx: {
    main: ['amount', 'currency', 'counterAmount', 'counterCurrency'],
    more: ['fee', 'tax', 'fxRate', 'note'],
  },
  transfer_in: {
    main: ['instrumentId', 'quantity', 'price', 'acquiredOn', 'cost'],
    more: ['costBase', 'fee', 'tax', 'fxRate', 'note'],
  },
  transfer_out: { main: ['instrumentId', 'quantity', 'price'], more: ['fee', 'tax', 'fxRate', 'note'] },
  split: { main: exchanged, more: ['note'] },
  merger: { main: ['instrumentId', 'toInstrumentId', 'numerator', 'denominator'], more: ['note'] },
  spin_off: {
    main: ['instrumentId', 'toInstrumentId', 'numerator', 'denominator', 'costFraction'],
    more: ['note'],
  },
};

/** The types in the order of a list, the frequent ones first. */
export const typeGroups = [
  { id: 'trades', types: ['buy', 'sell', 'short', 'cover', 'expire', 'settlement'] },
  { id: 'money', types: ['deposit', 'withdrawal', 'fx'] },
  { id: 'income', types: ['dividend', 'interest', 'fee', 'tax'] },
  { id: 'securities', types: ['transfer_in', 'transfer_out', 'split', 'merger', 'spin_off'] },
] as const satisfies readonly { id: string; types: readonly TransactionType[] }[];

/** A domestic account has one currency: it asks for no other, and for no rate. */
const foreign: ReadonlySet<FieldName> = new Set(['currency', 'counterCurrency', 'fxRate', 'costBase']);

export function askedIn(type: TransactionType, isDomestic: boolean): Asked {
  const { main, more } = asked[type];
  const kept = (names: readonly FieldName[]) => names.filter((name) => !isDomestic || !foreign.has(name));
  return { main: kept(main), more: kept(more) };
}

/** Those that have something typed into them, as figures; the rest are chosen or written. */
export const figureNames: ReadonlySet<FieldName> = new Set([
  'quantity',
  'price',
  'amount',
  'counterAmount',
  'costFraction',
  'cost',
  'costBase',
  'fee',
  'tax',
  'accrued',
  'fxRate',
]);
