import { z } from 'zod';
import { checkedBy } from '#client/forms/field-codes.ts';
import { inputOf, type EnteredValues, type LotValues } from '#client/money/transactions/entered.ts';
import type { Signs } from '#client/lib/numbers.ts';
import { transactionInput, type TransactionInput } from '#shared/money/transactions.ts';

/** The values of the form. The server names a wrong field by the same path. */
export interface RecordValues {
  transaction: EnteredValues & { lots?: never };
  lots: LotValues;
}

export interface Recorded {
  readonly transaction: TransactionInput;
}

/** Judges what was typed as the server will, but for what only the ledger knows. */
export function recordResolver(signs: Signs) {
  const schema = z
    .custom<RecordValues>()
    .transform(({ transaction, lots }) => ({ transaction: inputOf(transaction, signs, lots) }))
    .pipe(z.object({ transaction: transactionInput }));
  return checkedBy<RecordValues, Recorded>(schema);
}
