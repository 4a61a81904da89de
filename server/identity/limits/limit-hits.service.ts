import type { Caller } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { InTransaction } from '#server/repositories.ts';

/** A window that is full; `key` names its counter. */
export interface FullWindow {
  readonly name: string;
  readonly key: Buffer;
  readonly resetsAt: Date;
  readonly secondsLeft: number;
  /** True when its hit is known to be written down. */
  readonly isTold: boolean;
}

/** Whom a hit limit is told of. */
export interface Concerned {
  readonly userId: string | null;
  readonly sessionId?: string;
  readonly caller: Caller;
}

export type LimitHits = ReturnType<typeof createLimitHits>;

/** Says RATE_LIMITED, and writes each hit down once per counter and window: nobody fills the audit table from outside. */
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
