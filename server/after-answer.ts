import { setTimeout as pause } from 'node:timers/promises';

/** Runs `work` after the answer has been sent, so that the answer's time does not depend on it. */
export type AfterAnswer = (work: () => Promise<unknown>) => void;

/** Longer than a finished answer takes to be written to its socket. */
const delayMillis = 20;

/** Counts the work that is still to do after answers. A failure is reported and stops nothing. */
export function createAfterAnswer(reportFailure: (error: unknown) => void) {
  const pending = new Set<Promise<unknown>>();

  return {
    afterAnswer(work: () => Promise<unknown>): void {
      const done = pause(delayMillis)
        .then(work)
        .catch(reportFailure)
        .finally(() => pending.delete(done));
      pending.add(done);
    },

    /** Resolves when nothing is left to do. */
    async settled(): Promise<void> {
      while (pending.size > 0) await Promise.all(pending);
    },
  } satisfies { afterAnswer: AfterAnswer; settled: () => Promise<void> };
}
