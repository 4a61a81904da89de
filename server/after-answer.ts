import { setTimeout as pause } from 'node:timers/promises';

/** Does `work` once the answer under way has gone out, so that the answer's time does not tell of it. */
export type AfterAnswer = (work: () => Promise<unknown>) => void;

/** Longer than an answer that is decided takes to be written to its socket. */
const delayMillis = 20;

/** Keeps count of what is left to do after answers; a failure is told and stops nothing. */
export function createAfterAnswer(tellFailure: (error: unknown) => void) {
  const pending = new Set<Promise<unknown>>();

  return {
    afterAnswer(work: () => Promise<unknown>): void {
      const done = pause(delayMillis)
        .then(work)
        .catch(tellFailure)
        .finally(() => pending.delete(done));
      pending.add(done);
    },

    /** Resolves when nothing is left to do. */
    async settled(): Promise<void> {
      while (pending.size > 0) await Promise.all(pending);
    },
  } satisfies { afterAnswer: AfterAnswer; settled: () => Promise<void> };
}
