import { z } from 'zod';
import { checkedBy } from '#client/forms/field-codes.ts';
import { inputOf, type EnteredValues } from '#client/money/transactions/entered.ts';
import type { Signs } from '#client/lib/numbers.ts';
import { transactionInput, type TransactionInput } from '#shared/money/transactions.ts';

/** The values of the form. The server names a wrong field by the same path. */
export interface RecordValues {
  transaction: EnteredValues;
}

export interface Recorded {
  readonly transaction: TransactionInput;
}

/** Judges what was typed as the server will, but for what only the ledger knows. */
export function recordResolver(signs: Signs) {
  const schema = z.object({
    transaction: z
      .custom<EnteredValues>()
      .transform((values) => inputOf(values, signs))
      .pipe(transactionInput as unknown as z.ZodType<TransactionInput, Readonly<Record<string, unknown>>>),
  });
  return checkedBy<RecordValues, Recorded>(schema);
}
