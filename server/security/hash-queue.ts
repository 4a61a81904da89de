import type { CallerClass } from '#server/security/hash-slots.ts';
import { createWorkQueue } from '#server/work-queue.ts';

type Start = () => void;

/**
 * Runs at most `width` tasks at once. Known callers go first. Strangers and registrations take turns, so that neither's
 * full queue delays the other. A task that has waited `maximumWaitMillis` is not run and gets the error of `refuse`.
 */
export function createHashQueue(width: number, maximumWaitMillis: number, refuse: () => Error) {
  const lines: Readonly<Record<CallerClass, Start[]>> = { known: [], unknown: [], registration: [] };
  let isRegistrationsTurn = false;

  function next(): Start | undefined {
    const known = lines.known.shift();
    if (known) return known;
    const turns = isRegistrationsTurn
      ? (['registration', 'unknown'] as const)
      : (['unknown', 'registration'] as const);
    const whose = turns.find((callerClass) => lines[callerClass].length > 0);
    isRegistrationsTurn = whose === 'unknown';
    return whose && lines[whose].shift();
  }

  return createWorkQueue<CallerClass>(
    {
      next,
      join: (callerClass, start) => void lines[callerClass].push(start),
      leave: (callerClass, start) => void lines[callerClass].splice(lines[callerClass].indexOf(start), 1),
    },
    { width, maximumWaitMillis, refuse },
  );
}
