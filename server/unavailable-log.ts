import type { AppError } from '#server/errors/app-error.ts';
import { causeOf, type Logger } from '#server/logger.ts';

/** One line per kind of fault in this time, because a full queue or a lost database fails every call. */
const windowMillis = 1000;
/** The kinds are a few error codes. Within one window no more than these are logged. */
const mostKinds = 100;

interface Kind {
  leftOut: number;
}

/**
 * Logs calls that were answered 503 for a known cause. No stack: it would show this code and not the cause. The next
 * line of a kind says how many were left out, a second later at most.
 */
function createUnavailableLog(log: Logger) {
  const kinds = new Map<string, Kind>();

  function open(name: string, line: object): void {
    const kind: Kind = { leftOut: 0 };
    kinds.set(name, kind);
    setTimeout(() => {
      kinds.delete(name);
      if (kind.leftOut === 0) return;
      log.error({ ...line, leftOut: kind.leftOut }, 'SERVICE_UNAVAILABLE');
      open(name, line);
    }, windowMillis).unref();
  }

  return (procedure: string | undefined, cause: unknown): void => {
    const line = cause === undefined ? { message: 'too much to do at the moment' } : causeOf(cause);
    const name = ('code' in line && line.code) || line.message;
    const known = kinds.get(name);
    if (known) known.leftOut += 1;
    if (known || kinds.size >= mostKinds) return;
    log.error({ procedure, ...line }, 'SERVICE_UNAVAILABLE');
    open(name, line);
  };
}

/** Logs refusals that are no fault of the caller's: those by 503 in few lines, any other with its cause. */
export function createFailureLog(log: Logger) {
  const logUnavailable = createUnavailableLog(log);
  return (procedure: string | undefined, refusal: AppError, thrown: unknown = refusal): void => {
    if (refusal.code === 'SERVICE_UNAVAILABLE') logUnavailable(procedure, refusal.cause);
    else if (refusal.status >= 500) log.error({ procedure, err: refusal.cause ?? thrown }, refusal.code);
  };
}
