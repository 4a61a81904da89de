import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { plain } from '#server/http/pages.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import type { Logger } from '#server/logger.ts';

/** What no handler took: a file's precondition that does not hold (the caller's affair), or a bug. */
export function lastResort(log: Logger): ErrorRequestHandler {
  // oxlint-disable-next-line max-params -- Express knows a handler of errors by its four parameters
  return (error: unknown, request, response, _next) => {
    const status = callerStatus(error);
    if (status === null) log.error({ err: error }, 'UNEXPECTED');
    if (response.headersSent) return void response.destroy();
    if (status === null) return sendRefusal(request, response, new AppError('UNEXPECTED'));
    plain(response, status, STATUS_CODES[status] ?? 'Refused');
  };
}

function callerStatus(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 500 ? status : null;
}
