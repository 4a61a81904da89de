/** Gives a held place back; calling it again changes nothing. */
type Leave = () => void;

/** Counts who is inside: `capacity` in all, `perOwner` for any one owner. */
export function createPlaces(capacity: number, perOwner: number) {
  const held = new Map<string, number>();
  let total = 0;

  function leave(owners: readonly string[]): void {
    total -= 1;
    for (const owner of owners) {
      const left = (held.get(owner) ?? 1) - 1;
      if (left === 0) held.delete(owner);
      else held.set(owner, left);
    }
  }

  return {
    /** Undefined when the house is full, or an owner's part of it. */
    enter(owners: readonly string[]): Leave | undefined {
      if (total >= capacity || owners.some((owner) => (held.get(owner) ?? 0) >= perOwner)) return undefined;
      total += 1;
      for (const owner of owners) held.set(owner, (held.get(owner) ?? 0) + 1);
      let isInside = true;
      return () => {
        if (isInside) leave(owners);
        isInside = false;
      };
    },
  };
}
