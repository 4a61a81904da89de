import { pino, type DestinationStream, type LoggerOptions } from 'pino';
import { currentRequestId } from '#server/request-id.ts';
import { createLogOutput } from '#server/log-output.ts';

export type Logger = ReturnType<typeof createLogger>;

/** JSON lines on stdout, each with the id of its request. Input is never logged whole, so nothing needs redaction. */
export function createLogger(
  level: LoggerOptions['level'] & string,
  destination: DestinationStream = createLogOutput(),
) {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => ({ requestId: currentRequestId() }),
      serializers: { err: describeError },
    },
    destination,
  );
}

/** Waits a short time until the log is written, because `process.exit` does not wait. */
export function flushLog(log: Logger): Promise<void> {
  return new Promise((resolve) => log.flush(() => resolve()));
}

/** An error's code and message for a log line, without stack, rows or parameters. */
export function causeOf(error: unknown): { code?: string; message: string } {
  if (!(error instanceof Error)) return { message: 'something that is no Error was thrown' };
  // A host refused at each of its addresses gives an error that has only a code.
  const inner =
    error instanceof AggregateError && error.message === '' ? (error.errors[0] as unknown) : error;
  const { message } = inner instanceof Error ? inner : error;
  const code = (error as NodeJS.ErrnoException).code;
  return { ...(typeof code === 'string' && { code }), message: message.split('\n', 1)[0] ?? '' };
}

/** Name, code, message and stack, without PostgreSQL's `detail` and parameters: those hold what people typed. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: 'something that is no Error was thrown' };
  const { name, message, stack } = error;
  const code = (error as NodeJS.ErrnoException).code;
  return { name, message, ...(code && { code }), stack };
}
