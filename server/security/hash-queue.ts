import type { CallerClass } from '#server/security/hash-slots.ts';

type Start = () => void;

/**
 * Runs at most `width` tasks at once. Known callers go first. Strangers and registrations take turns, so that neither's
 * full queue delays the other. A task that has waited `maximumWaitMillis` is not run and gets the error of `refuse`.
 */
export function createHashQueue(width: number, maximumWaitMillis: number, refuse: () => Error) {
  const lines: Readonly<Record<CallerClass, Start[]>> = { known: [], unknown: [], registration: [] };
  let running = 0;
  let isRegistrationsTurn = false;

  function takeNext(): Start | undefined {
    const known = lines.known.shift();
    if (known) return known;
    const turns = isRegistrationsTurn
      ? (['registration', 'unknown'] as const)
      : (['unknown', 'registration'] as const);
    const whose = turns.find((callerClass) => lines[callerClass].length > 0);
    isRegistrationsTurn = whose === 'unknown';
    return whose && lines[whose].shift();
  }

  function startWaiting(): void {
    while (running < width) {
      const start = takeNext();
      if (!start) return;
      running += 1;
      start();
    }
  }

  function waitInLine(line: Start[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        line.splice(line.indexOf(start), 1);
        reject(refuse());
      }, maximumWaitMillis);
      line.push(start);
      startWaiting();
    });
  }

  return async <Result>(callerClass: CallerClass, task: () => Promise<Result>): Promise<Result> => {
    await waitInLine(lines[callerClass]);
    try {
      return await task();
    } finally {
      running -= 1;
      startWaiting();
    }
  };
}
