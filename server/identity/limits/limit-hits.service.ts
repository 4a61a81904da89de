import type { Caller } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { InTransaction } from '#server/repositories.ts';

/** A full window; `key` identifies its counter. */
export interface FullWindow {
  readonly name: string;
  readonly key: Buffer;
  readonly resetsAt: Date;
  readonly secondsLeft: number;
  /** True when the audit table is known to hold its hit. */
  readonly isTold: boolean;
}

/** Whom the audit event of a hit concerns. */
export interface Concerned {
  readonly userId: string | null;
  readonly sessionId?: string;
  readonly caller: Caller;
}

export type LimitHits = ReturnType<typeof createLimitHits>;

/** Answers RATE_LIMITED. Records one hit per counter and window, so that nobody can fill the audit table. */
export function createLimitHits(inTransaction: InTransaction) {
  async function record({ name, key, resetsAt }: FullWindow, concerned: Concerned): Promise<void> {
    await inTransaction(async ({ limits, audit }) => {
      if (!(await limits.markTold(key, resetsAt))) return;
      await audit.insert({ event: 'limit-hit', ...concerned, details: { limit: name } });
    });
  }

  return {
    async refuse(window: FullWindow, concerned: Concerned): Promise<AppError> {
      if (!window.isTold) await record(window, concerned);
      return new AppError('RATE_LIMITED', { params: { retryAfterSeconds: window.secondsLeft } });
    },
  };
}
