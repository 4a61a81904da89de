import { units } from '#shared/money/decimal.ts';
import type { Account, Pair } from '#shared/money/entries.ts';
import type { TransactionInput, TransactionType } from '#shared/money/transactions.ts';

/** What is entered for some types of transaction. */
export type Input<Type extends TransactionType> = Extract<TransactionInput, { type: Type }>;
/** What changes a quantity. */
export type Traded = Input<'buy' | 'sell' | 'short' | 'cover' | 'expire' | 'transfer_in' | 'transfer_out'>;

const optional = (text: string | undefined) => (text === undefined ? 0n : units(text));

/** Makes two legs in the currency of the transaction. */
export type MakePair = (debit: Account, credit: Account, amount: bigint) => Pair;

/** Fee and tax, paid out of cash. */
export function costPairs(input: TransactionInput, pair: MakePair): Pair[] {
  const fee = 'fee' in input ? optional(input.fee) : 0n;
  const tax = 'tax' in input ? optional(input.tax) : 0n;
  return [
    ...(fee === 0n ? [] : [pair('fee', 'cash', fee)]),
    ...(tax === 0n ? [] : [pair('tax', 'cash', tax)]),
  ];
}

/** The fee among costs, in the currency and in the base currency. */
export function feeOf(costs: readonly Pair[]): readonly [bigint, bigint] {
  const fee = costs.find(({ debit }) => debit === 'fee');
  return [fee?.amount ?? 0n, fee?.base ?? 0n];
}

/** A trade against cash, a future's against what it settles, a transfer against the outside. */
export function tradePairs(
  input: Traded,
  { amount, isFuture }: { amount: bigint; isFuture: boolean },
  pair: MakePair,
): Pair[] {
  const isTransfer = input.type === 'transfer_in' || input.type === 'transfer_out';
  const other = isTransfer ? 'external' : isFuture ? 'settlement' : 'cash';
  const accrued = 'accrued' in input ? optional(input.accrued) : 0n;
  const interest = input.type === 'buy' ? pair('income', 'cash', accrued) : pair('cash', 'income', accrued);
  return [pair('position', other, amount), ...(accrued === 0n ? [] : [interest])];
}

/** Money that comes or goes without a quantity. */
export function plainPairs(
  input: Input<'deposit' | 'withdrawal' | 'settlement' | 'dividend' | 'interest' | 'fee' | 'tax'>,
  pair: MakePair,
): Pair[] {
  const amount = units(input.amount);
  switch (input.type) {
    case 'deposit':
      return [pair('cash', 'external', amount)];
    case 'withdrawal':
      return [pair('external', 'cash', amount)];
    case 'settlement':
      return [pair('cash', 'settlement', amount)];
    case 'dividend':
    case 'interest':
      return [pair('cash', 'income', amount)];
    default:
      return [pair(input.type, 'cash', amount)];
  }
}
