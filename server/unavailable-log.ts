import { causeOf, type Logger } from '#server/logger.ts';

/** Of one kind of fault a line in this time at most: a full queue or a lost database is met by everybody at once. */
const windowMillis = 1000;
/** Kinds are codes of errors, a few; more than these in one window are not told. */
const mostKinds = 100;

interface Kind {
  leftOut: number;
}

/**
 * Lines about calls that were answered 503 for a known cause: short, without a stack, which would tell of this code and
 * not of the cause. Those left out are counted in the next line of their kind, a second later at most.
 */
export function createUnavailableLog(log: Logger) {
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
