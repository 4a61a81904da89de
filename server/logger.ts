import { pino, type DestinationStream, type LoggerOptions } from 'pino';
import { currentRequestId } from '#server/http/request-id.ts';

export type Logger = ReturnType<typeof createLogger>;

/** JSON lines on stdout, every one with the id of its request. What callers sent is never logged whole, so nothing needs redaction. */
export function createLogger(level: LoggerOptions['level'] & string, destination?: DestinationStream) {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => ({ requestId: currentRequestId() }),
      serializers: { err: describeError },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** Name, code, message and stack: PostgreSQL's `detail` and query parameters hold what people typed and stay out. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: 'something that is no Error was thrown' };
  const { name, message, stack } = error;
  const code = (error as NodeJS.ErrnoException).code;
  return { name, message, ...(code && { code }), stack };
}
