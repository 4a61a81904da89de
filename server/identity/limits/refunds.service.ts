import type { Taken } from '#server/identity/limits/limits.repository.ts';
import type { Repositories } from '#server/repositories.ts';

export type GiveBacks = ReturnType<typeof createGiveBacks>;

/** Gives places back, later if need be: a lost database must cost nobody a guess. */
export function createGiveBacks({ limits }: Pick<Repositories, 'limits'>) {
  /** Places that the database was too far away to take back. */
  const owed: Taken[] = [];

  /** Gives back what is owed; what fails stays owed. */
  async function settle(): Promise<void> {
    const places = owed.splice(0);
    for (const [index, place] of places.entries())
      try {
        await limits.giveBack(place);
      } catch (error) {
        owed.push(...places.slice(index));
        throw error;
      }
  }

  return {
    settle,

    /** At once, or before this process counts again. Never fails. */
    async giveBack(taken: readonly Taken[]): Promise<void> {
      owed.push(...taken);
      await settle().catch(() => undefined);
    },
  };
}
