import { LimitHit } from '#server/features/limits/limits.service.ts';
import type { Client } from '#server/features/sessions/actor.ts';
import type { InTransaction } from '#server/repositories.ts';

interface Concerned {
  readonly userId: string | null;
  readonly client: Client;
}

export type LimitHits = ReturnType<typeof createLimitHits>;

/** Writes that a limit was hit once per counter and window, so that nobody fills the audit table from outside. */
export function createLimitHits(inTransaction: InTransaction) {
  return {
    /** Rethrows `error`, whatever it is; a hit limit is written down first. */
    async tell(error: unknown, { userId, client }: Concerned): Promise<never> {
      if (error instanceof LimitHit) {
        await inTransaction(async ({ limits, audit }) => {
          if (!(await limits.markHitTold(error.key))) return;
          await audit.insert({ event: 'limit-hit', userId, client, details: { limit: error.limit } });
        });
      }
      throw error;
    },
  };
}
