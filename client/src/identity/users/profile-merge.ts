import type { ProfileChanges, ProfileValues } from '#client/identity/users/users.rules.ts';

/** A field that was changed here, and to something else on another device. */
export interface FieldConflict {
  readonly field: keyof ProfileValues;
  /** What the other device made of it; what is here stands in the form. */
  readonly theirs: string;
}

export interface Sides {
  /** What both sides began with. */
  readonly before: ProfileValues;
  readonly mine: ProfileChanges;
  readonly theirs: ProfileValues;
}

/** What nobody but its owner can decide. Whatever one side alone changed is taken from that side. */
export function conflictsOf({ before, mine, theirs }: Sides): FieldConflict[] {
  const changed = Object.keys(mine) as (keyof ProfileValues)[];
  return changed
    .filter((field) => theirs[field] !== before[field] && theirs[field] !== mine[field])
    .map((field) => ({ field, theirs: theirs[field] }));
}

/** The newest conflict of each field, in the order in which they came up. */
export function joinConflicts(
  known: readonly FieldConflict[],
  newer: readonly FieldConflict[],
): readonly FieldConflict[] {
  const kept = known.filter(({ field }) => newer.every((one) => one.field !== field));
  return [...kept, ...newer];
}
