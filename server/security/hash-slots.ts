/** Who wants a password hashed: somebody known (signed in, or on a known device), anybody else, or who registers. */
export type CallerClass = 'known' | 'unknown' | 'registration';

/** Who asks for a slot: each owner (an account, an address, a site) holds only a few of its class. */
export interface Claimant {
  readonly callerClass: CallerClass;
  readonly owners: readonly string[];
}

/** Gives a held slot back; calling it again changes nothing. */
type Release = () => void;

/** Parts of all slots that a class may hold, and one owner within it: no flood at one door shuts another. */
const shares: Readonly<Record<CallerClass, { readonly all: number; readonly owner: number }>> = {
  known: { all: 1, owner: 1 / 4 },
  unknown: { all: 1 / 2, owner: 1 / 4 },
  registration: { all: 1 / 4, owner: 1 / 8 },
};

/** Counts the slots that are held: `capacity` in all, and within it the shares of classes and owners. */
export function createHashSlots(capacity: number) {
  const held = new Map<string, number>();
  const heldBy = (name: string): number => held.get(name) ?? 0;

  function add(names: readonly string[], change: 1 | -1): void {
    for (const name of names) {
      const count = heldBy(name) + change;
      if (count === 0) held.delete(name);
      else held.set(name, count);
    }
  }

  return {
    /** Undefined when all slots, or the share of this class or of one of these owners, are taken. */
    acquire({ callerClass, owners }: Claimant): Release | undefined {
      const ofOwners = owners.map((owner) => `${callerClass} ${owner}`);
      const { all, owner } = shares[callerClass];
      const isFull = heldBy('all') >= capacity || heldBy(callerClass) >= capacity * all;
      if (isFull || ofOwners.some((name) => heldBy(name) >= capacity * owner)) return undefined;
      const names = ['all', callerClass, ...ofOwners];
      add(names, 1);
      let isHeld = true;
      return () => {
        if (isHeld) add(names, -1);
        isHeld = false;
      };
    },
  };
}
