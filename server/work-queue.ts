type Start = () => void;

/** Who waits, and whose turn it is. */
export interface Lines<Owner> {
  join(owner: Owner, start: Start): void;
  /** Takes out who has waited too long. */
  leave(owner: Owner, start: Start): void;
  /** Takes out whose turn it is; undefined where nobody's is. */
  next(): Start | undefined;
  /** What an owner had started is over. */
  end?(owner: Owner): void;
}

/**
 * Runs at most `width` tasks at once, in the order of `lines`. A task that has waited `maximumWaitMillis` is not run and
 * gets the error of `refuse`.
 */
export function createWorkQueue<Owner>(
  lines: Lines<Owner>,
  { width, maximumWaitMillis, refuse }: { width: number; maximumWaitMillis: number; refuse: () => Error },
) {
  let running = 0;

  function startWaiting(): void {
    while (running < width) {
      const start = lines.next();
      if (!start) return;
      running += 1;
      start();
    }
  }

  function waitInLine(owner: Owner): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        lines.leave(owner, start);
        reject(refuse());
      }, maximumWaitMillis);
      lines.join(owner, start);
      startWaiting();
    });
  }

  return async <Result>(owner: Owner, task: () => Promise<Result>): Promise<Result> => {
    await waitInLine(owner);
    try {
      return await task();
    } finally {
      running -= 1;
      lines.end?.(owner);
      startWaiting();
    }
  };
}
