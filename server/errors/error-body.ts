import { TRPCError } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { z } from 'zod';
import { classifyDatabaseError } from '#server/db/postgres-errors.ts';
import { AppError, unavailable } from '#server/errors/app-error.ts';
import { currentRequestId } from '#server/request-id.ts';
import { validationError } from '#server/errors/validation-error.ts';
import { errorCatalog, type AppErrorBody, type ErrorCode } from '#shared/errors.ts';

/** Short, because a database is back within seconds after a restart. */
const databaseRetryAfterSeconds = 2;

type TrpcCode = TRPCError['code'];

const codeOfTrpc: Partial<Record<TrpcCode, ErrorCode>> = {
  BAD_REQUEST: 'MALFORMED_REQUEST',
  PARSE_ERROR: 'MALFORMED_REQUEST',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_NOT_ALLOWED',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
};

/** tRPC's message for queries and mutations in one batch; it has no code for that. */
const mixedBatch = /^Cannot mix procedure types/;

/** What a unique conflict means to the caller. With an index not listed here, the row changed after it was read. */
const codeOfUnique: Record<string, ErrorCode> = {
  users_email_key: 'EMAIL_TAKEN',
  users_username_key: 'USERNAME_TAKEN',
  users_username_skeleton_key: 'USERNAME_TAKEN',
};

const trpcCodeOfStatus: Record<number, TrpcCode> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

/** The refusal that answers whatever a procedure threw. */
export function toAppError(error: unknown): AppError {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof AppError) return cause;
  if (error instanceof TRPCError && error.code === 'BAD_REQUEST' && cause instanceof z.core.$ZodError)
    return validationError(cause);
  if (error instanceof TRPCError && mixedBatch.test(error.message)) return new AppError('BATCH_REFUSED');
  if (error instanceof TRPCError && codeOfTrpc[error.code]) return new AppError(codeOfTrpc[error.code]!);
  const kind = classifyDatabaseError(cause);
  if (kind === 'unavailable') return unavailable(databaseRetryAfterSeconds, cause);
  if (kind === 'bad-value') return new AppError('VALIDATION_FAILED', { cause });
  if (kind !== null) return new AppError(codeOfUnique[kind.unique] ?? 'CONFLICT_VERSION', { cause });
  return new AppError('UNEXPECTED', { cause });
}

/** The tRPC error that carries a refusal to the wire with its own status. */
export function toTrpcError(refusal: AppError): TRPCError {
  return new TRPCError({ code: trpcCodeOf(refusal.status), message: refusal.code, cause: refusal });
}

/** The part of a refusal that is ours: `error.data.app` at `/trpc`; `problem.ts` makes that of `/api` from it. */
export function toAppErrorBody(error: unknown): AppErrorBody {
  const { code, params, fields } = toAppError(error);
  return { code, ...(params && { params }), ...(fields && { fields }), requestId: currentRequestId() };
}

/** tRPC's shape of a refusal; `path` names the procedure that refused, if one did. */
export function toErrorShape(error: unknown, path?: string) {
  const app = toAppErrorBody(error);
  const { status } = errorCatalog[app.code];
  const code = trpcCodeOf(status);
  return {
    code: TRPC_ERROR_CODES_BY_KEY[code],
    message: app.code,
    data: { code, httpStatus: status, ...(path && { path }), app },
  };
}

/** One tRPC code for each status, whatever tRPC itself called the mistake. */
function trpcCodeOf(status: number): TrpcCode {
  return trpcCodeOfStatus[status] ?? 'INTERNAL_SERVER_ERROR';
}
