import type { Caller } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';

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

/** Tells a person by mail that somebody is guessing their password. */
type TellOwner = (repositories: Repositories, userId: string) => Promise<void>;

export type LimitHits = ReturnType<typeof createLimitHits>;

/** Answers RATE_LIMITED. Records one hit per counter and window, so that nobody can fill the audit table. */
export function createLimitHits(inTransaction: InTransaction, tellOwner: TellOwner) {
  async function record({ name, key, resetsAt }: FullWindow, concerned: Concerned): Promise<void> {
    await inTransaction(async (repositories) => {
      const { limits, audit } = repositories;
      if (!(await limits.markTold(key, resetsAt))) return;
      await audit.insert({ event: 'limit-hit', ...concerned, details: { limit: name } });
      if (concerned.userId !== null && name.startsWith('failed-'))
        await tellOwner(repositories, concerned.userId);
    });
  }

  return {
    async refuse(window: FullWindow, concerned: Concerned): Promise<AppError> {
      if (!window.isTold) await record(window, concerned);
      return new AppError('RATE_LIMITED', { params: { retryAfterSeconds: window.secondsLeft } });
    },
  };
}
