import { unavailable } from '#server/errors/app-error.ts';
import { createPersonLines } from '#server/person-lines.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { createWorkQueue } from '#server/work-queue.ts';

/** Runs `work` in a transaction that holds the lock of a person's ledger. */
export type InLedger = <Result>(
  userId: string,
  work: (repositories: Repositories) => Promise<Result>,
) => Promise<Result>;

const waitAtMostMillis = 10_000;
const retryAfterSeconds = 2;

/**
 * One change of a person's money at a time: so names, versions and quotas hold. Who waits for a turn in this process
 * has no connection yet, or one person could take them all. SERVICE_UNAVAILABLE after waiting too long.
 */
export function createInLedger(
  inTransaction: InTransaction,
  { maximumWaitMillis = waitAtMostMillis } = {},
): InLedger {
  const inTurn = createWorkQueue(createPersonLines(1), {
    width: Number.POSITIVE_INFINITY,
    maximumWaitMillis,
    refuse: () => unavailable(retryAfterSeconds),
  });
  return (userId, work) =>
    inTurn(userId, () =>
      inTransaction(async (repositories) => {
        await repositories.ledgers.lock(userId);
        return work(repositories);
      }),
    );
}
