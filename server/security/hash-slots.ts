/** Who needs a hash: a known caller (signed in, or on a known device), an unknown one, or a registration. */
export type CallerClass = 'known' | 'unknown' | 'registration';

/** The caller of a slot. Each owner (an account, an address, a site) holds only a few slots of its class. */
export interface Claimant {
  readonly callerClass: CallerClass;
  readonly owners: readonly string[];
}

/** Gives a held slot back; calling it again changes nothing. */
type Release = () => void;

/** The shares of all slots for a class and for one owner. A flood of one class leaves slots to the others. */
const shares: Readonly<Record<CallerClass, { readonly all: number; readonly owner: number }>> = {
  known: { all: 1, owner: 1 / 4 },
  unknown: { all: 1 / 2, owner: 1 / 4 },
  registration: { all: 1 / 4, owner: 1 / 8 },
};

/** Counts the held slots: at most `capacity` in all, and within it the shares of classes and owners. */
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
