import { pino, type DestinationStream, type LoggerOptions } from 'pino';
import { currentRequestId } from '#server/request-id.ts';
import { createLogOutput } from '#server/log-output.ts';

export type Logger = ReturnType<typeof createLogger>;

/** JSON lines on stdout, every one with the id of its request. What callers sent is never logged whole, so nothing needs redaction. */
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

/** Waits, not long, for what was logged to be written: `process.exit` waits for nothing. */
export function flushLog(log: Logger): Promise<void> {
  return new Promise((resolve) => log.flush(() => resolve()));
}

/** What an error says, in a line: its code and message, without stack, rows or parameters. */
export function causeOf(error: unknown): { code?: string; message: string } {
  if (!(error instanceof Error)) return { message: 'something that is no Error was thrown' };
  // Refused at each address of a name, the whole has a code alone.
  const inner =
    error instanceof AggregateError && error.message === '' ? (error.errors[0] as unknown) : error;
  const { message } = inner instanceof Error ? inner : error;
  const code = (error as NodeJS.ErrnoException).code;
  return { ...(typeof code === 'string' && { code }), message: message.split('\n', 1)[0] ?? '' };
}

/** Name, code, message and stack: PostgreSQL's `detail` and query parameters hold what people typed and stay out. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: 'something that is no Error was thrown' };
  const { name, message, stack } = error;
  const code = (error as NodeJS.ErrnoException).code;
  return { name, message, ...(code && { code }), stack };
}
