import { AppError } from '#server/errors/app-error.ts';
import { MoneyRefusal, RefusedAt } from '#shared/money/refusals.ts';

/** Runs rules of the ledger; what they refuse becomes a refusal of the call. */
export function judged<Result>(rules: () => Result): Result {
  try {
    return rules();
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The same for rules that let others have their turn. */
export async function judgedLater<Result>(rules: () => Promise<Result>): Promise<Result> {
  try {
    return await rules();
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof RefusedAt) return refusalOf(error.cause);
  if (!(error instanceof MoneyRefusal)) return error;
  return error.field === undefined ? new AppError(error.code) : invalidField(error.field);
}

/** A field of the transaction that was sent. */
export function invalidField(field: string): AppError {
  return new AppError('VALIDATION_FAILED', { fields: { [`transaction.${field}`]: 'INVALID' } });
}
