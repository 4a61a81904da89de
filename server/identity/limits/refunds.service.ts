import type { LimitsRepository, Taken } from '#server/identity/limits/limits.repository.ts';

export type Refunds = ReturnType<typeof createRefunds>;

/** Gives counted attempts back, later if need be: a lost database must cost nobody a guess. */
export function createRefunds({ limits }: { limits: Pick<LimitsRepository, 'refund'> }) {
  /** What the database was too far away to take back. */
  const pending: Taken[] = [];

  /** Gives back what is pending; what fails stays pending. */
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

    /** At once, or before this process counts again. Never fails. */
    async refund(taken: readonly Taken[]): Promise<void> {
      pending.push(...taken);
      await flush().catch(() => undefined);
    },
  };
}
