import { one } from '#shared/money/decimal.ts';
import type { Day } from '#shared/money/days.ts';
import { multiply, r8 } from '#shared/money/rounding.ts';
import type { Currency, TransactionType } from '#shared/money/transactions.ts';

export type CostMethod = 'FIFO' | 'LIFO' | 'HIFO' | 'AVG' | 'SPECIFIC';

export interface PortfolioRules {
  readonly accountType: 'DOMESTIC' | 'INTERNATIONAL';
  readonly baseCurrency: Currency;
  readonly costMethod: CostMethod;
  /** Rows whose source is `sim` count for samples alone. */
  readonly isSample: boolean;
}

export interface InstrumentRules {
  readonly id: string;
  readonly kind: string;
  readonly currency: Currency;
  /** In units. */
  readonly multiplier: bigint;
  readonly payout: 'linear' | 'inverse';
}

/** In the order in which a transaction's legs are told. */
export const accounts = ['cash', 'position', 'settlement', 'income', 'fee', 'tax', 'external', 'fx'] as const;
export type Account = (typeof accounts)[number];

/** Two legs: `amount` on `debit`, its negative on `credit`. `base` is the same in the base currency. */
export interface Pair {
  readonly debit: Account;
  readonly credit: Account;
  readonly currency: Currency;
  readonly amount: bigint;
  readonly base: bigint;
}

/** A transaction as the ledger reads it. Figures are in units; `quantity` and `amount` have the sign of the position. */
export interface Entry {
  readonly id: string;
  readonly seq: number;
  readonly day: Day;
  readonly type: TransactionType;
  readonly instrumentId: string | null;
  readonly quantity: bigint;
  /** A: what the quantity is worth at the price. */
  readonly amount: bigint;
  readonly amountBase: bigint;
  readonly price: bigint | null;
  readonly fee: bigint;
  readonly feeBase: bigint;
  readonly fxRate: bigint;
  readonly pairs: readonly Pair[];
  /** The rates to the base currency that this transaction shows. */
  readonly rates: readonly { readonly currency: Currency; readonly rate: bigint }[];
  readonly lots: readonly { readonly lot: string; readonly quantity: bigint }[];
  /** Of what a transfer brings along. */
  readonly acquired: { readonly day: Day; readonly cost: bigint; readonly costBase: bigint } | null;
  readonly isAssumed: boolean;
  /** Of splits, mergers and spin-offs. */
  readonly exchange: Exchange | null;
}

export interface Exchange {
  readonly toInstrumentId: string | null;
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** The part of every amount that moves, in units; all of it by a merger. */
  readonly costFraction: bigint;
}

/** What a quantity is worth at a price: A of the contract. An inverse contract is worth more as its price falls. */
export function worth(quantity: bigint, price: bigint, { multiplier, payout }: InstrumentRules): bigint {
  if (payout === 'inverse') return r8(-quantity * multiplier, price);
  // Most contracts are of one.
  if (multiplier === one) return multiply(quantity, price);
  return r8(quantity * multiplier * price, one * one);
}
