import { errorCatalog, type ErrorCode, type ErrorParams, type FieldErrors } from '#shared/errors.ts';

interface Details {
  params?: ErrorParams;
  fields?: FieldErrors;
  cause?: unknown;
}

/** A refusal with a stable code. Any other error is a bug or a broken part, and never reaches the caller. */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode;
  readonly params: ErrorParams | undefined;
  readonly fields: FieldErrors | undefined;

  constructor(code: ErrorCode, details: Details = {}) {
    super(code, { cause: details.cause });
    this.code = code;
    this.params = details.params;
    this.fields = details.fields;
  }

  get status(): number {
    return errorCatalog[this.code].status;
  }
}

/** A refusal about one field of a form, shown at the top and beside the field. */
export function fieldError(code: ErrorCode, field: string, params?: ErrorParams): AppError {
  return new AppError(code, { fields: { [field]: code }, ...(params && { params }) });
}

/** The service cannot answer now; the caller may try again after this many seconds. */
export function unavailable(retryAfterSeconds: number, cause?: unknown): AppError {
  return new AppError('SERVICE_UNAVAILABLE', { params: { retryAfterSeconds }, cause });
}

/** True for a refusal the caller has caused. False for a failure of ours, which must not count against them. */
export function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.status < 500;
}
