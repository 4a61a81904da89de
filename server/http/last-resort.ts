import type { ErrorRequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { STATUS_CODES } from '#server/http/node-http.ts';
import { sendPlainText } from '#server/http/pages.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import type { Logger } from '#server/logger.ts';

/** Answers errors that no other handler took: a 412 from express.static, or a bug. */
export function lastResort(log: Logger): ErrorRequestHandler {
  // oxlint-disable-next-line max-params -- Express knows a handler of errors by its four parameters
  return (error: unknown, request, response, _next) => {
    const status = callerStatus(error);
    if (status === null) log.error({ err: error }, 'UNEXPECTED');
    if (response.headersSent) return void response.destroy();
    if (status === null) return sendRefusal(request, response, new AppError('UNEXPECTED'));
    sendPlainText(response, status, STATUS_CODES[status] ?? 'Refused');
  };
}

function callerStatus(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 500 ? status : null;
}
