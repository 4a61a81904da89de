import type { LimitsRepository, Taken } from '#server/identity/limits/limits.repository.ts';

export type Refunds = ReturnType<typeof createRefunds>;

/** Undoes counted attempts, later if necessary: a lost database must not cost anybody an attempt. */
export function createRefunds({ limits }: { limits: Pick<LimitsRepository, 'refund'> }) {
  /** Refunds that the database could not take yet. */
  const pending: Taken[] = [];

  /** Writes the pending refunds; those that fail stay pending. */
  async function flush(): Promise<void> {
    const refunds = pending.splice(0);
    for (const [index, refund] of refunds.entries())
      try {
        await limits.refund(refund);
      } catch (error) {
        pending.push(...refunds.slice(index));
        throw error;
      }
  }

  return {
    flush,

    /** Refunds at once, or before this process counts again. Never fails. */
    async refund(taken: readonly Taken[]): Promise<void> {
      pending.push(...taken);
      await flush().catch(() => undefined);
    },
  };
}
